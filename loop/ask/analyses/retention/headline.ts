import type { Words } from '#lib/core';
import type { Unit } from '#loop/condition';
import type { Named } from '../../analysis/analysis.ts';
import { pointsApart } from '../../analysis/change.ts';
import type { CurveCell, RetentionAnswer } from './answer.ts';
import type { RetentionQuestion } from './question.ts';
import { choiceName, columnName, usualName, valueSentence } from './text.ts';

/** The figures by which a field speaks of retention, beside the furthest there is. */
const usual: Readonly<Record<Unit, readonly number[]>> = {
  hour: [1, 6, 24],
  day: [1, 7, 30],
  week: [1, 4, 12],
  month: [1, 3, 6, 12],
  quarter: [1, 2, 4],
  year: [1, 2, 3],
};
/** As many as a sentence can carry. */
const MOST = 3;
/** Fewer people than these speak only where nobody has more. */
const ENOUGH = 30;

/** The sentence a retention starts with: the usual figures, pooled over the cohorts old enough, that rest on enough people. */
export function retentionHeadline(
  answer: RetentionAnswer,
  named: Named<RetentionQuestion>,
  before?: RetentionAnswer,
): Words {
  const { question, naming } = named;
  const curve = answer.curves[0]!;
  if (curve.size === 0) {
    if (question.wholeCohorts && curve.cohorts.length === 0)
      return {
        zh: '还没有哪一批走完全部期数',
        en: 'No cohort has all of its periods behind it yet',
      };
    const { zh, en } = choiceName(question.start, naming);
    return { zh: `这段时间没有人做过${zh}`, en: `Nobody did ${en} in this span` };
  }
  const cells = figuresOf(answer);
  const last = cells.at(-1);
  if (!last) return tooYoung(answer, question);
  const together = cells.every(({ base }) => base === last.base);
  const figures = cells.map((cell, i) => {
    const name = usualName(answer.unit, question.count, answer.columns[cell.period]!);
    const rate = percent(cell.rate!);
    const notes = [
      ...(together ? [] : [people(cell.base, answer.once, i > 0)]),
      ...changeOf(cell, before, question),
    ];
    const of = { zh: notes.map(({ zh }) => zh).join('，'), en: notes.map(({ en }) => en).join(', ') };
    return {
      zh: `${name.zh}${i === 0 ? '留存' : ''} ${rate}${of.zh && `（${of.zh}）`}`,
      en: `${i === 0 ? `${capital(name.en)} retention` : name.en} ${rate}${of.en && ` (${of.en})`}`,
    };
  });
  const all = together ? [...figures, headCount(last.base, answer.once)] : figures;
  const sentence = { zh: all.map(({ zh }) => zh).join('，'), en: all.map(({ en }) => en).join(', ') };
  if (!answer.value || last.value === undefined || last.value === null) return sentence;
  const what = valueSentence(answer.value, naming);
  const name = columnName(answer.unit, question.count, answer.columns[last.period]!);
  const amount = number(last.value);
  return {
    zh: `${sentence.zh}；${name.zh}${what.zh} ${amount}`,
    en: `${sentence.en}; ${what.en} on ${name.en} ${amount}`,
  };
}

/** The cells that are spoken of: the usual ones and the furthest, as far as enough people are old enough for them. */
function figuresOf({ curves, columns, unit }: RetentionAnswer): CurveCell[] {
  const old = curves[0]!.cells.filter(({ period, rate }) => period > 0 && rate !== null);
  const enough = Math.min(ENOUGH, Math.max(...old.map(({ base }) => base)) / 2);
  const solid = old.filter(({ base }) => base >= enough);
  const said = solid.filter(({ period }, i) => {
    const { from, to } = columns[period]!;
    return i === 0 || from !== to || usual[unit].includes(from) || i === solid.length - 1;
  });
  return said.length <= MOST ? said : [...said.slice(0, MOST - 1), said.at(-1)!];
}

function changeOf(
  { period, rate }: CurveCell,
  before: RetentionAnswer | undefined,
  { compare }: RetentionQuestion,
): Words[] {
  const then = before?.curves[0]?.cells[period];
  if (!then || then.rate === null) return [];
  return [pointsApart(rate!, then.rate, compare)];
}

function tooYoung({ curves, columns, unit, once }: RetentionAnswer, { count }: RetentionQuestion): Words {
  const { zh, en } = headCount(curves[0]!.size, once);
  const name = columnName(unit, count, columns[1]!);
  return {
    zh: `还没有哪一批满${name.zh}，${zh}`,
    en: `No cohort is old enough for ${name.en} yet, ${en}`,
  };
}

function headCount(count: number, once: boolean): Words {
  const n = number(count);
  if (once) return { zh: `共 ${n} 人`, en: count === 1 ? 'of 1 person' : `of ${n} people` };
  return { zh: `共 ${n} 人次`, en: count === 1 ? 'of 1 entry' : `of ${n} entries` };
}

/** The same within brackets; what is counted is said once. */
function people(count: number, once: boolean, again: boolean): Words {
  const { en } = headCount(count, once);
  return { zh: `${number(count)} ${once ? '人' : '人次'}`, en: again ? `of ${number(count)}` : en };
}

function percent(rate: number): string {
  return `${(rate * 100).toFixed(1)}%`;
}

function number(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
