import type { Language } from '#lib/core';
import { plainCell, type Table, type TableColumn } from '#loop/ask';

/** A table in lines of even columns; Chinese letters take two places. */
export function tableText({ columns, rows }: Table, language: Language): string {
  const lines = [
    columns.map(({ title }) => title[language]),
    ...rows.map((row) =>
      columns.map(({ key, kind }) => cellText(plainCell(row[key] ?? null, language), kind)),
    ),
  ];
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => widthOf(line[i] ?? ''))));
  return lines
    .map((line) =>
      line
        .map((cell, i) => pad(cell, widths[i] ?? 0, columns[i]?.kind))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cellText(value: string | number | null, kind: TableColumn['kind']): string {
  if (value === null) return '–';
  if (typeof value === 'string') return value;
  if (kind === 'rate') return `${(value * 100).toFixed(1)}%`;
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}

function pad(cell: string, width: number, kind: TableColumn['kind'] | undefined): string {
  const space = ' '.repeat(width - widthOf(cell));
  return kind === 'text' || kind === 'day' ? cell + space : space + cell;
}

/** Places a text takes in a terminal. */
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
