import type { Study } from '../causal/index.ts';
import { categoryColumn, numberColumn, table, takeRows } from '../table.ts';
import { readColumns, reference } from './reference-data.ts';

/** Hillstrom's mail experiment by the protocol of the reference results: womens mail against none, visits, split in half. */
export interface Hillstrom {
  readonly training: Study;
  readonly test: Study;
  /** 1 where the person had bought womens merchandise, of the test half. */
  readonly womens: Float64Array;
}

/** 42,693 people; undefined where the data are not there. */
export function hillstrom(): Hillstrom | undefined {
  const file = reference(
    'data/hillstrom/Kevin_Hillstrom_MineThatData_E-MailAnalytics_DataMiningChallenge_2008.03.20.csv',
  );
  const splitFile = reference('refs/hillstrom_split.csv');
  if (!file || !splitFile) return undefined;
  const data = readColumns(file);
  const kept = data.segment!.flatMap((segment, row) => (segment === 'Mens E-Mail' ? [] : [row]));
  const split = readColumns(splitFile);
  const texts = (name: string) => kept.map((row) => data[name]![row]!);
  const numbers = (name: string) => Float64Array.from(texts(name), Number);
  const inTest = Float64Array.from(split.test!, Number);
  const variables = table([
    ...['recency', 'history', 'mens', 'womens', 'newbie'].map((name) => numberColumn(name, numbers(name))),
    ...['zip_code', 'channel', 'history_segment'].map((name) => categoryColumn(name, texts(name))),
  ]);
  const treated = Float64Array.from(texts('segment'), (segment) => (segment === 'Womens E-Mail' ? 1 : 0));
  const visit = numbers('visit');
  const half = (which: 0 | 1): Study => {
    const rows = Uint32Array.from(kept.keys()).filter((row) => inTest[row] === which);
    return {
      variables: takeRows(variables, rows),
      treated: Float64Array.from(rows, (row) => treated[row]!),
      outcome: Float64Array.from(rows, (row) => visit[row]!),
    };
  };
  const womens = numbers('womens').filter((_, row) => inTest[row] === 1);
  return { training: half(0), test: half(1), womens };
}
