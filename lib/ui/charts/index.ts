import { bars } from './bars/bars.tsx';
import type { ChartType } from './chart.ts';
import { columns } from './columns/columns.tsx';
import { line } from './line/line.tsx';

/** All types of charts, in the order they are offered: one line each. */
export const charts = { line, columns, bars } satisfies Record<string, ChartType>;
export type ChartName = keyof typeof charts;
