import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import type { Measured } from './measure.ts';

/** What one size gave: for each question, what each contestant needed. */
export interface Result {
  readonly events: number;
  readonly people: number;
  readonly runs: number;
  readonly questions: Readonly<Record<string, Readonly<Record<string, Measured>>>>;
}

type Figure = keyof Measured;

const geometricMean = (values: readonly number[]) =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
const whole = (value: number) => Math.round(value).toString();
const times = (value: number) => value.toFixed(2);
const millions = (events: number) => `${(events / 1e6).toLocaleString('en')} M`;

/** The results as text: the biggest size in detail, and what growing to it costs. */
export function report(results: readonly Result[]): string {
  const sorted = [...results].sort((a, b) => b.events - a.events);
  const [biggest, ...smaller] = sorted;
  if (!biggest) return '';
  const memory = Math.round(totalmem() / 1024 ** 3);
  return [
    `${millions(biggest.events)} events, ${biggest.people.toLocaleString('en')} people, 180 days; ${cpus().length} cores, ${memory} GiB. ` +
      `Milliseconds, ${biggest.runs} runs, all in turn; made by \`npm run bench -- ${sorted
        .map(({ events }) => events)
        .reverse()
        .join(' ')} --runs ${biggest.runs}\`.`,
    '',
    'Processor time (mean of the runs; other work on the machine disturbs it little):',
    '',
    ...table(biggest, 'processor'),
    '',
    'By the clock (least of the runs):',
    '',
    ...table(biggest, 'wall'),
    ...smaller.flatMap((small) => ['', ...growth(small, biggest)]),
  ].join('\n');
}

function table({ questions }: Result, figure: Figure): string[] {
  const rows = Object.entries(questions).map(([name, measured]) => {
    const of = (who: string) => measured[who]?.[figure] ?? Number.NaN;
    const own = of('Linger');
    return { name, own, parts: of('bare engine'), peer: of('peer layout'), duckdb: of('DuckDB') };
  });
  const mean = (ratio: (row: (typeof rows)[number]) => number) => times(geometricMean(rows.map(ratio)));
  return [
    '| question | Linger | DuckDB | hand-written, event order | bare engine, our SQL | ÷ DuckDB | ÷ event order | added |',
    '|---|--:|--:|--:|--:|--:|--:|--:|',
    ...rows.map(
      ({ name, own, parts, peer, duckdb }) =>
        `| ${name} | ${whole(own)} | ${whole(duckdb)} | ${whole(peer)} | ${whole(parts)} | ${times(duckdb / own)}× | ${times(peer / own)}× | ${whole(own - parts)} |`,
    ),
    `| geometric mean | | | | | **${mean(({ own, duckdb }) => duckdb / own)}×** | **${mean(({ own, peer }) => peer / own)}×** | |`,
  ];
}

function growth(small: Result, big: Result): string[] {
  const names = Object.keys(big.questions).filter((name) => small.questions[name]);
  const ratio = (name: string, who: string) =>
    (big.questions[name]?.[who]?.processor ?? Number.NaN) /
    Math.max(1, small.questions[name]?.[who]?.processor ?? Number.NaN);
  const cells = (name: string) =>
    ['Linger', 'DuckDB', 'peer layout'].map((who) => `${ratio(name, who).toFixed(1)}×`).join(' | ');
  return [
    `Growth from ${millions(small.events)} to ${millions(big.events)} events (${(big.events / small.events).toFixed(0)} times the data), processor time:`,
    '',
    '| question | Linger, small | Linger | DuckDB | hand-written, event order |',
    '|---|--:|--:|--:|--:|',
    ...names.map(
      (name) =>
        `| ${name} | ${whole(small.questions[name]?.Linger?.processor ?? Number.NaN)} ms | ${cells(name)} |`,
    ),
  ];
}

const START = '<!-- bench:questions -->';
const END = '<!-- /bench:questions -->';

/** Puts a text between the marks of a file, which has them. */
export function writeBetween(file: string, text: string): void {
  const before = readFileSync(file, 'utf8');
  const [from, to] = [before.indexOf(START), before.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`${file} has no ${START} … ${END}`);
  writeFileSync(file, `${before.slice(0, from + START.length)}\n${text}\n${before.slice(to)}`);
}
