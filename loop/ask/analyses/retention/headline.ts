import type { Words } from '#lib/core';
import type { Named } from '../../analysis.ts';
import { pointsApart } from '../../change.ts';
import type { RetentionAnswer } from './answer.ts';
import type { RetentionQuestion } from './question.ts';
import { columnName, patternName, valueSentence } from './text.ts';

/** The sentence a retention starts with: the last column that any cohort is old enough for. */
export function retentionHeadline(
  answer: RetentionAnswer,
  { question, naming }: Named<RetentionQuestion>,
  before?: RetentionAnswer,
): Words {
  const curve = answer.curves[0]!;
  if (curve.size === 0) {
    const { zh, en } = patternName(question.start, naming);
    return { zh: `这段时间没有人做过${zh}`, en: `Nobody did ${en} in this span` };
  }
  const cell = curve.cells.findLast(({ period, rate }) => period > 0 && rate !== null);
  if (!cell) return tooYoung(answer, question);
  const name = columnName(answer.unit, question.count, answer.columns[cell.period]!);
  const parts: Words[] = [
    {
      zh: `${name.zh}留存 ${percent(cell.rate!)}`,
      en: `${capital(name.en)} retention ${percent(cell.rate!)}`,
    },
    headCount(cell.base, answer.once),
  ];
  const then = before?.curves[0]?.cells[cell.period]?.rate ?? null;
  if (then !== null) parts.push(pointsApart(cell.rate!, then, question.compare));
  const sentence = { zh: parts.map(({ zh }) => zh).join('，'), en: parts.map(({ en }) => en).join(', ') };
  if (!answer.value || cell.value === undefined || cell.value === null) return sentence;
  const what = valueSentence(answer.value, naming);
  const amount = number(cell.value);
  return { zh: `${sentence.zh}；${what.zh} ${amount}`, en: `${sentence.en}; ${what.en} ${amount}` };
}

function tooYoung({ curves, columns, unit, once }: RetentionAnswer, { count }: RetentionQuestion): Words {
  const people = headCount(curves[0]!.size, once);
  const name = columnName(unit, count, columns[1]!);
  return {
    zh: `还没有哪一批满${name.zh}，${people.zh}`,
    en: `No cohort is old enough for ${name.en} yet, ${people.en}`,
  };
}

function headCount(count: number, once: boolean): Words {
  const n = number(count);
  if (once) return { zh: `共 ${n} 人`, en: count === 1 ? 'of 1 person' : `of ${n} people` };
  return { zh: `共 ${n} 人次`, en: count === 1 ? 'of 1 entry' : `of ${n} entries` };
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
