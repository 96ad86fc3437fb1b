import { type Language, PLACE, type Table } from '#lib/core';
import type { Measure } from '../say/format-number.ts';
import { isSum, measuredOf, measures, namesOf, written } from './series-of-table.ts';

/** What something came to over all periods. */
export interface TableTotal {
  readonly name: string;
  readonly value: number | null;
  /** What it was before, where it is compared. */
  readonly before?: number | null;
  readonly row: number;
  readonly column: string;
  /** All the rest. */
  readonly other: boolean;
}

export interface TotalsOfTable {
  readonly totals: readonly TableTotal[];
  readonly measure: Measure;
  readonly title?: string;
  /** What they are compared with. */
  readonly beforeTitle?: string;
}

/** Whether the rows of a table are periods with a sum over them, so that parts can be compared as a whole. */
export function hasTotals(table: Table): boolean {
  const { across } = namesOf(table);
  return across?.key !== PLACE && table.rows.some((row) => isSum(across, row));
}

/** The sums over periods: of each group, or without groups of each measure written like the first. */
export function totalsOfTable(table: Table, language: Language): TotalsOfTable {
  const { across, others } = namesOf(table);
  const isGrouped = others.length > 0;
  const all = measuredOf(table, isGrouped);
  const shown = all.filter(({ comparedTo }) => comparedTo === undefined);
  const totals = table.rows.flatMap((row, index) => {
    if (!isSum(across, row)) return [];
    return shown.map(({ key, title }): TableTotal => {
      const then = table.columns.find(({ comparedTo }) => comparedTo === key);
      const number = (column: string) => {
        const cell = row[column];
        return typeof cell === 'number' ? cell : null;
      };
      return {
        name: isGrouped ? others.map((one) => written(row[one.key], language)).join(' · ') : title[language],
        value: number(key),
        ...(then && { before: number(then.key) }),
        row: index,
        column: key,
        other: table.marks?.[index]?.rest === true,
      };
    });
  });
  const first = shown[0];
  const compared = table.columns.find(({ role }) => role === 'compared');
  return {
    totals,
    ...(compared && { beforeTitle: compared.title[language] }),
    measure: first ? measures[first.kind] : 'count',
    ...(isGrouped && first && { title: first.title[language] }),
  };
}

/** How many sums there are. */
export const countTotals = (table: Table): number => totalsOfTable(table, 'en').totals.length;

/** Whether the first measure can be added up: shares and durations cannot. */
export function addsUp(table: Table): boolean {
  const [first] = measuredOf(table, true);
  return first?.kind === 'number';
}
