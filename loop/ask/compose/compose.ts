import type { Table, Words } from '#lib/core';
import { type Calendar, type Interval, namingOf, reachOf, type Source, sendersOf } from '#loop/condition';
import type { Answering, Rows } from '../analysis/analysis.ts';
import { type AnyQuestion, analysisOf } from '../analysis/any-analysis.ts';
import { type ComparedWith, comparedWith } from '../compare/compare.ts';
import { comparedTable } from '../compare/compare-tables.ts';
import type { ReadFrom } from '../plan.ts';

/** What the engine answered to the statements of a question: by their names, lines of JSON. */
export type Lines = Readonly<Record<string, Uint8Array>>;

/** All that an answer is made of, as plain data: what a message to a worker can carry. */
export interface Material {
  readonly question: AnyQuestion;
  readonly calendar: Pick<Calendar, 'timeZone' | 'weekStart' | 'now'>;
  /** What was sent when, by source. */
  readonly sources: readonly Source[];
  readonly interval: Interval;
  readonly lines: Lines;
  /** The same of each that it is compared with. */
  readonly before: readonly { readonly interval: Interval; readonly lines: Lines }[];
  /** What must be said of the data. */
  readonly told: readonly Words[];
  readonly names: Parameters<typeof namingOf>[0];
  /** The company's own people were left out. */
  readonly withoutInternal: boolean;
  readonly readFrom: ReadFrom;
}

/** What goes back to who asked. */
export interface Answered {
  /** The question with everything left out filled in. */
  readonly question: AnyQuestion;
  readonly from: string;
  readonly to: string;
  /** In the shape of the kind of question. */
  readonly answer: unknown;
  /** The answer compared with, when the question asks for one. */
  readonly before?: unknown;
  /** Which moments these are, and which of its periods stands beside which. */
  readonly comparedWith?: ComparedWith;
  /** The same of all else that it is compared with. */
  readonly further?: readonly { readonly before: unknown; readonly comparedWith: ComparedWith }[];
  readonly headline: Words;
  /** What must be known to read the headline right, in full sentences; often nothing. */
  readonly remarks: readonly Words[];
  readonly definition: Words;
  readonly table: Table;
  /** When it was computed. */
  readonly computed: string;
  /** Whether from the index of people by day; where not, why not. */
  readonly readFrom: ReadFrom;
}

/** Puts an answer together from what the engine gave. */
export async function compose(material: Material): Promise<Answered> {
  const { question, interval, before: earlier, names, told } = material;
  const analysis = analysisOf[question.kind];
  const asked = answering(material, interval);
  const answer = await analysis.answer(rowsOf(material.lines), asked);
  const named = { question, naming: namingOf(names) };
  const until = analysis.comparedUntil?.(asked);
  const compared = await Promise.all(
    earlier.map(async ({ lines, interval: then }, i) => {
      const against = question.compare[i]!;
      return {
        against,
        before: await analysis.answer(rowsOf(lines), answering(material, then)),
        comparedWith: comparedWith(asked, { ...question, against }, asked.scope, until),
      };
    }),
  );
  const [first, ...further] = compared;
  const before = first?.before;
  const table = analysis.table(answer, named);
  const thens = compared.map((one) => ({ ...one, table: analysis.table(one.before, named) }));
  return {
    question,
    from: interval.from.toISOString(),
    to: interval.to.toISOString(),
    answer,
    ...(first && { before, comparedWith: first.comparedWith }),
    ...(further.length > 0 && {
      further: further.map((one) => ({ before: one.before, comparedWith: one.comparedWith })),
    }),
    headline: analysis.headline(answer, named, before),
    remarks: [...told, ...(analysis.remarks?.(answer, named, before) ?? [])],
    definition: withRest(analysis.definition(named), material),
    table: thens.length > 0 ? comparedTable(table, thens) : table,
    computed: material.calendar.now.toISOString(),
    readFrom: material.readFrom,
  };
}

function answering({ question, calendar, sources }: Material, interval: Interval): Answering<AnyQuestion> {
  const reach: Answering<AnyQuestion>['scope']['reach'] = (patterns) =>
    reachOf(sendersOf(patterns, sources), calendar);
  return { question, ...interval, scope: { ...calendar, reach } };
}

function rowsOf(lines: Lines): Rows<string> {
  const parsed = Object.entries(lines).map(([name, bytes]) => {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
    const rows = text.split('\n').filter((line) => line !== '');
    return [name, rows.map((line) => JSON.parse(line) as Record<string, unknown>)];
  });
  return Object.fromEntries(parsed);
}

/** The definition of an answer with what was left out of it: the company's own people, the running period. */
function withRest({ zh, en }: Words, { withoutInternal, question }: Material): Words {
  const rest: Words[] = [
    ...(question.complete ? [{ zh: '没结束的期不列。', en: 'Periods that are not over are left out.' }] : []),
    ...(withoutInternal ? [{ zh: '内部账号不计入。', en: 'Internal accounts are left out.' }] : []),
  ];
  return {
    zh: [zh, ...rest.map((one) => one.zh)].join(''),
    en: [en, ...rest.map((one) => one.en)].join(' '),
  };
}
