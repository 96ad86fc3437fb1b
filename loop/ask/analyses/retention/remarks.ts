import type { Words } from '#lib/core';
import { type EventChoice, type Naming, patternsOf } from '#loop/condition';
import type { Named } from '../../analysis/analysis.ts';
import { silenceRemark } from '../../analysis/reach.ts';
import type { RetentionAnswer } from './answer.ts';
import type { RetentionQuestion } from './question.ts';
import { columnName } from './text.ts';

/** So many turns of the curve are named. */
const MOST_NAMED = 3;

/** What a pooled curve cannot say of itself: until when the data reach, and where it turns only since other cohorts are in it. */
export function retentionRemarks(answer: RetentionAnswer, named: Named<RetentionQuestion>): Words[] {
  return [...silences(answer, named), ...turns(answer, named)];
}

function silences(
  { silences: all }: RetentionAnswer,
  { question, naming }: Named<RetentionQuestion>,
): Words[] {
  return all.map(({ of, ...silence }) =>
    silenceRemark(silence, of && namesOf(of === 'start' ? question.start : question.return, naming)),
  );
}

function namesOf(choice: EventChoice, naming: Naming): Words {
  const names = patternsOf(choice).map(({ event }) => naming.event(event));
  return { zh: names.map(({ zh }) => zh).join('、'), en: names.map(({ en }) => en).join(', ') };
}

function turns(
  { mixed, columns, unit }: RetentionAnswer,
  { question: { count } }: Named<RetentionQuestion>,
): Words[] {
  if (mixed.length === 0) return [];
  const names = mixed.slice(0, MOST_NAMED).map((period) => columnName(unit, count, columns[period]!));
  const more = mixed.length > MOST_NAMED;
  const zh = `${names.map((name) => name.zh).join('、')}${more ? '等处' : '处'}`;
  const en = `${names.map((name) => name.en).join(', ')}${more ? ' and later' : ''}`;
  if (count === 'onOrBefore')
    return [
      {
        zh: `总体曲线在${zh}下降，是因为各列包含的批次不同：同一些批次里并没有下降`,
        en: `The pooled curve falls at ${en} since its columns hold different cohorts: within the same cohorts it does not`,
      },
    ];
  return [
    {
      zh: `总体曲线在${zh}上升，是因为各列包含的批次不同：同一些批次里并没有上升`,
      en: `The pooled curve rises at ${en} since its columns hold different cohorts: within the same cohorts it does not`,
    },
  ];
}
