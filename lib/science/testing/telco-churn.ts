import { type Matrix, matrix } from '../numeric/matrix.ts';
import { type CategoryColumn, columnNamed } from '../table.ts';
import type { Telco } from './telco.ts';

/** Months until a Telco customer left, with the covariates of the reference Cox regression: 13 columns of 9 variables. */
export interface TelcoChurn {
  readonly outcome: { readonly time: Float64Array; readonly event: Float64Array };
  readonly contract: CategoryColumn;
  readonly gender: CategoryColumn;
  readonly design: Matrix;
  readonly names: readonly string[];
  /** Columns of each variable. */
  readonly terms: Readonly<Record<string, readonly string[]>>;
}

const variables = [
  'Contract',
  'InternetService',
  'PaymentMethod',
  'PaperlessBilling',
  'OnlineSecurity',
  'TechSupport',
  'Partner',
  'SeniorCitizen',
  'MonthlyCharges',
];

/** Categories as 0/1 columns without their first level; "No internet service" is told by InternetService already. */
export function telcoChurn({ variables: table, churned }: Telco): TelcoChurn {
  const terms: Record<string, string[]> = {};
  const columns: Float64Array[] = [];
  for (const name of variables) {
    const column = columnNamed(table, name);
    terms[name] = [];
    if (column.kind === 'number') {
      columns.push(column.values);
      terms[name]!.push(name);
      continue;
    }
    for (const [code, level] of column.levels.entries()) {
      if (code === 0 || level === 'No internet service') continue;
      columns.push(Float64Array.from(column.codes, (each) => (each === code ? 1 : 0)));
      terms[name]!.push(`${name}=${level}`);
    }
  }
  const design = matrix(table.rows, columns.length);
  for (const [j, values] of columns.entries())
    for (let i = 0; i < table.rows; i++) design.values[i * columns.length + j] = values[i]!;
  const tenure = columnNamed(table, 'tenure');
  return {
    outcome: { time: tenure.kind === 'number' ? tenure.values : new Float64Array(), event: churned },
    contract: columnNamed(table, 'Contract') as CategoryColumn,
    gender: columnNamed(table, 'gender') as CategoryColumn,
    design,
    names: Object.values(terms).flat(),
    terms,
  };
}
