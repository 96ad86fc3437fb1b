import { type Column, categoryColumn, numberColumn, type Table, table } from '../table.ts';
import { readColumns, reference } from './reference-data.ts';

/** Telco churn by the protocol of the reference results: 7,043 customers, 19 variables, five given folds. */
export interface Telco {
  readonly variables: Table;
  /** 1 where the customer left. */
  readonly churned: Float64Array;
  /** 0 to 4. */
  readonly fold: Int32Array;
}

const numbers = ['tenure', 'MonthlyCharges', 'TotalCharges'];

/** A blank TotalCharges is 0; SeniorCitizen is a category like the 15 others. Undefined where the data are not there. */
export function telco(): Telco | undefined {
  const file = reference('data/telco/Telco-Customer-Churn.csv');
  const foldsFile = reference('refs/telco_folds.csv');
  if (!file || !foldsFile) return undefined;
  const { customerID, Churn, ...rest } = readColumns(file);
  const folds = readColumns(foldsFile);
  const foldOf = new Map(folds.customerID!.map((id, at) => [id, Number(folds.fold![at])]));
  const columns = Object.entries(rest).map(
    ([name, texts]): Column =>
      numbers.includes(name) ? numberColumn(name, texts.map(Number)) : categoryColumn(name, texts),
  );
  return {
    variables: table(columns),
    churned: Float64Array.from(Churn!, (answer) => (answer === 'Yes' ? 1 : 0)),
    fold: Int32Array.from(customerID!, (id) => foldOf.get(id)!),
  };
}
