import { type ReactNode, useMemo } from 'react';
import { useLanguage } from '../say/language.tsx';
import type { PictureProps } from './chart.ts';
import { type TotalsOfTable, totalsOfTable } from './totals-of-table.ts';

/** What draws sums. */
export interface TotalsDrawing extends TotalsOfTable {
  readonly label: string;
  readonly onTotal?: (index: number) => void;
}

interface Props extends PictureProps {
  readonly draw: (props: TotalsDrawing) => ReactNode;
}

/** The sums of a table over its periods, whatever draws them. */
export function TotalsPicture({ table, label, onRow, draw }: Props) {
  const language = useLanguage();
  const found = useMemo(() => totalsOfTable(table, language), [table, language]);
  const choose = (index: number) => {
    const one = found.totals[index];
    if (one) onRow?.(one.row, one.column);
  };
  return draw({ ...found, label, ...(onRow && { onTotal: choose }) });
}
