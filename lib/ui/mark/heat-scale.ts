import type { Language } from '#lib/core';
import { formatFull, formatMeasureFull, type Measure } from '../say/format-number.ts';
import { text } from '../say/text.ts';
import { shade } from '../theme/contrast.ts';

export interface HeatCell {
  readonly value: number | null;
  /** What it is coloured by where that is not its value. */
  readonly shade?: number;
  /** What the value rests on: `n` of `of`. */
  readonly n?: number;
  readonly of?: number;
  /** Still growing: hatched, and not counted in the pooled row. */
  readonly open?: boolean;
}

export interface HeatRow {
  readonly key: string;
  readonly label: string;
  /** Stands small behind the label: the weekday. */
  readonly hint?: string;
  readonly size: number;
  /** One per column; a missing or null cell has not come yet. */
  readonly cells: readonly (HeatCell | null)[];
}

export interface HeatData {
  readonly columns: readonly { readonly key: string; readonly label: string; readonly title?: string }[];
  /** The average row on top. */
  readonly pooled?: HeatRow;
  readonly rows: readonly HeatRow[];
  /** The first coloured column; 1 leaves plain a column that is always 100 %. */
  readonly scaleFrom?: number;
  /** What cells are coloured by, where that is not what is written in them. */
  readonly shadedBy?: Measure;
}

/** The value that gets the deepest colour. */
export function deepest({ rows, scaleFrom = 0 }: HeatData): number {
  let most = 0;
  for (const { cells } of rows) {
    for (let i = scaleFrom; i < cells.length; i++) most = Math.max(most, shadeOf(cells[i]));
  }
  return most;
}

/** What a cell is coloured by. */
export function shadeOf(cell: HeatCell | null | undefined): number {
  return cell?.shade ?? cell?.value ?? 0;
}

/** Background and text colour of a value. */
export function heatColours(
  sequence: readonly string[],
  value: number,
  most: number,
): { backgroundColor: string; color: string } {
  const { fill, text } = shade(sequence, most > 0 ? value / most : 0);
  return { backgroundColor: fill, color: text };
}

/** The lines a reader gets on a cell: where, how much, of how many, whether it may still change. */
export function cellLines(
  data: HeatData,
  row: HeatRow,
  column: number,
  measure: Measure,
  language: Language,
): string[] {
  const cell = row.cells[column];
  const head = data.columns[column];
  if (!cell || !head) return [];
  const place = [row.label, row.hint, head.title ?? head.label].filter(Boolean).join(' · ');
  const value = formatMeasureFull(cell.value, measure, language);
  const of = cell.of === undefined ? '' : ` / ${formatFull(cell.of)}`;
  const rests = cell.n === undefined ? '' : `n = ${formatFull(cell.n)}${of}`;
  return [place, value, rests, cell.open ? text.openLong[language] : ''].filter(Boolean);
}

/** Where an arrow key leads; stays when there is no cell. `row` -1 is the pooled row. */
export function nextCell(
  data: HeatData,
  [row, column]: readonly [number, number],
  key: string,
): readonly [number, number] | undefined {
  const steps: Readonly<Record<string, readonly [number, number]>> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
  };
  const cellsOf = (at: number) => (at < 0 ? data.pooled : data.rows[at])?.cells ?? [];
  if (key === 'Home') return [row, 0];
  if (key === 'End') return [row, cellsOf(row).findLastIndex((cell) => cell !== null)];
  const step = steps[key];
  if (!step) return undefined;
  const next = [row + step[0], column + step[1]] as const;
  return cellsOf(next[0])[next[1]] ? next : [row, column];
}
