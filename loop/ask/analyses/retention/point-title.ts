import type { Words } from '#lib/core';
import { type EventChoice, patternsOf, spanWords } from '#loop/condition';
import type { Answering, Named } from '../../analysis/analysis.ts';
import { ofGroup, type PointTitle, periodName } from '../../analysis/point-title.ts';
import { cohortsOf } from './cohorts.ts';
import type { RetentionPoint } from './people.ts';
import type { Count, RetentionQuestion } from './question.ts';
import { choiceName, usualName } from './text.ts';

type Asked = Answering<RetentionQuestion> & Named<RetentionQuestion>;

/** Who started when and came back when: 11-10 做过「浏览商品」、次日回来的. */
export function retentionPointTitle(
  { cohort, period, group, gone }: RetentionPoint,
  asked: Asked,
): PointTitle<RetentionPoint> {
  const { question, scope } = asked;
  const { periods, columns } = cohortsOf(asked);
  const when = cohort === undefined ? spanWords(question.span) : periodName(cohort, periods, scope.now);
  const entered = enteredWords(when, asked);
  const column = columns[period];
  const place = group === undefined ? {} : { group };
  if (period === 0 || !column) return { title: ofGroup(group, { zh: `${entered.zh}的`, en: entered.en }) };
  const usual = usualName(question.unit, question.count, column);
  const later = { zh: usual.zh, en: placed[question.count](question.unit === 'day', usual.en) };
  const back = returnWords(asked);
  const came = gone
    ? { zh: `${later.zh}没${back.zh}的`, en: `did not ${back.en} ${later.en}` }
    : { zh: `${later.zh}${back.zh}的`, en: `${back.done} ${later.en}` };
  return {
    title: ofGroup(group, { zh: `${entered.zh}、${came.zh}`, en: `${entered.en}, ${came.en}` }),
    of:
      cohort === undefined
        ? [
            { ...place, period },
            { ...place, period, gone: true },
          ]
        : [{ ...place, cohort, period: 0 }],
  };
}

/** The name of a column where an English sentence says when somebody came back. */
const placed: Record<Count, (isDay: boolean, column: string) => string> = {
  on: (isDay, column) => `${isDay ? 'on' : 'in'} ${column}`,
  onOrAfter: (isDay, column) => `${isDay ? 'on' : 'in'} ${column}`,
  brackets: (isDay, column) => `${isDay ? 'on' : 'in'} ${column}`,
  onOrBefore: (_, column) => column,
  streak: (_, column) => column,
};

function enteredWords(when: Words, { question, naming }: Asked): Words {
  const start = choiceName(question.start, naming);
  const first = question.entry === 'every' ? { zh: '', en: '' } : { zh: '首次', en: ' first' };
  if (isAnything(question.start))
    return { zh: `${when.zh} ${first.zh || ''}来过`, en: `came${first.en} ${when.en}` };
  return { zh: `${when.zh} ${first.zh || '做过'}${start.zh}`, en: `did ${start.en}${first.en} ${when.en}` };
}

/** What coming back is: nothing more is said where anything counts, or the same thing again. */
function returnWords({ question, naming }: Asked): Words & { readonly done: string } {
  const { start, return: came } = question;
  if (isAnything(came) || JSON.stringify(came) === JSON.stringify(start))
    return { zh: '回来', en: 'come back', done: 'came back' };
  const { zh, en } = choiceName(came, naming);
  return { zh: `做${zh}`, en: `do ${en}`, done: `did ${en}` };
}

const isAnything = (choice: EventChoice): boolean =>
  patternsOf(choice).some(({ event, where }) => event === '*' && !where);
