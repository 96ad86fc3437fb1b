import { bars } from './bars/bars.tsx';
import type { ChartType } from './chart.ts';
import { columns } from './columns/columns.tsx';
import { figure } from './figure/figure.tsx';
import { line } from './line/line.tsx';
import { pie } from './pie/pie.tsx';
import { share } from './share/share.tsx';
import { stacked } from './stacked/stacked.tsx';

/** All types of charts, in the order they are offered: one line each. */
export const charts = { line, columns, stacked, share, bars, pie, figure } satisfies Record<
  string,
  ChartType
>;
export type ChartName = keyof typeof charts;
