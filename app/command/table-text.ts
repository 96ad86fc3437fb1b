import type { Language, Table, TableColumn } from '#lib/core';
import { plainCell } from '#loop/ask';

const GAP = '  ';

/** A table in lines of even columns; what does not fit beside goes below, with the names of the rows again. */
export function tableText({ columns, rows }: Table, language: Language, width = Number.POSITIVE_INFINITY) {
  const lines = [
    columns.map(({ title }) => title[language]),
    ...rows.map((row) =>
      columns.map(({ key, kind }) => cellText(plainCell(row[key] ?? null, language), kind)),
    ),
  ];
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => widthOf(line[at] ?? ''))));
  const written = (line: readonly string[], at: readonly number[]) =>
    at
      .map((column) => pad(line[column] ?? '', widths[column] ?? 0, columns[column]?.kind))
      .join(GAP)
      .trimEnd();
  return blocksOf(columns, widths, width)
    .map((block) => lines.map((line) => written(line, block)).join('\n'))
    .join('\n\n');
}

/** Which columns stand beside each other: as many as fit, each time after those that name the row. */
function blocksOf(columns: readonly TableColumn[], widths: readonly number[], width: number): number[][] {
  const names = columns.findIndex(({ role }) => role === 'measure');
  const lead = widths.slice(0, Math.max(0, names)).map((_, at) => at);
  const room = (block: readonly number[]) =>
    block.reduce((sum, at) => sum + (widths[at] ?? 0) + GAP.length, -GAP.length);
  const blocks = [[...lead]];
  for (let at = lead.length; at < columns.length; at++) {
    const last = blocks.at(-1) ?? [];
    if (last.length > lead.length && room([...last, at]) > width) blocks.push([...lead, at]);
    else last.push(at);
  }
  return blocks;
}

function cellText(value: string | number | null, kind: TableColumn['kind']): string {
  if (value === null) return '–';
  if (typeof value === 'string') return value;
  if (kind === 'change') return `${value > 0 ? '+' : ''}${(value * 100).toFixed(1)}%`;
  if (kind === 'points') return `${value > 0 ? '+' : ''}${(value * 100).toFixed(1)}`;
  if (kind === 'rate') return `${(value * 100).toFixed(1)}%`;
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}

function pad(cell: string, width: number, kind: TableColumn['kind'] | undefined): string {
  const space = ' '.repeat(width - widthOf(cell));
  return kind === 'text' || kind === 'day' ? cell + space : space + cell;
}

/** Places a text takes in a terminal: Chinese letters take two. */
export function widthOf(text: string): number {
  return [...text].reduce(
    (sum, letter) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/u.test(letter)
        ? 2
        : 1),
    0,
  );
}
