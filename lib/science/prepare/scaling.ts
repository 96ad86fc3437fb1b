import { finiteOrMissing, positive } from '../check.ts';
import { allMissing, constantColumn } from '../faults.ts';
import { expectModel } from '../model.ts';
import { mean } from '../numeric/mean.ts';
import { quantileOfSorted, sorted } from '../numeric/quantile.ts';
import { standardDeviation } from '../numeric/variance.ts';
import { checkOptions, type OptionRules, oneOf, texts } from '../options.ts';
import type { Table } from '../table.ts';
import { replacedColumns } from './replaced-columns.ts';
import { columnOfKind, selectedColumns } from './selected-columns.ts';

/** What is subtracted and what is divided by. */
const methods = {
  /** Mean and standard deviation over n. */
  standard: (ascending: Float64Array) => [mean(ascending), standardDeviation(ascending, 0)],
  /** Least and span: 0 to 1. */
  'min-max': (ascending: Float64Array) => [ascending[0]!, ascending.at(-1)! - ascending[0]!],
  /** Median and distance of the quartiles. */
  robust: (ascending: Float64Array) => [
    quantileOfSorted(ascending, 0.5),
    quantileOfSorted(ascending, 0.75) - quantileOfSorted(ascending, 0.25),
  ],
};

export type ScaleMethod = keyof typeof methods;

export interface Scaling {
  readonly kind: 'scaling';
  readonly version: 1;
  readonly scales: readonly { readonly name: string; readonly centre: number; readonly unit: number }[];
}

export interface ScaleOptions {
  readonly columns?: readonly string[];
  /** Standard unless told. */
  readonly method?: ScaleMethod;
}

const scaleOptionRules: OptionRules<ScaleOptions> = {
  columns: texts,
  method: oneOf(...Object.keys(methods)),
};

/** Learns centre and unit of number columns, missing values left out; a column whose unit is 0 is a fault. */
export function fitScaling(from: Table, options: ScaleOptions = {}): Scaling {
  checkOptions(options, scaleOptionRules);
  const { columns, method = 'standard' } = options;
  const scales = selectedColumns(from, 'number', columns).map(({ name, values }) => {
    finiteOrMissing(name, values);
    const present = sorted(values);
    if (present.length === 0) throw allMissing({ what: name });
    const [centre, unit] = methods[method](present) as [number, number];
    if (!(unit > 0) || present[0] === present.at(-1)) throw constantColumn({ what: name });
    positive(`the spread of ${name}`, unit);
    return { name, centre, unit };
  });
  return { kind: 'scaling', version: 1, scales };
}

/** (value − centre) / unit; missing values stay missing. */
export function applyScaling(model: Scaling, to: Table): Table {
  expectModel(model, 1, 'scaling');
  const byName = new Map(model.scales.map((scale) => [scale.name, scale]));
  return replacedColumns(to, [...byName.keys()], ({ name }) => {
    const column = columnOfKind(to, 'number', name);
    const { centre, unit } = byName.get(name)!;
    return [{ ...column, values: column.values.map((value) => (value - centre) / unit) }];
  });
}
