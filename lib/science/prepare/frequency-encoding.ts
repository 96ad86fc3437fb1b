import { expectModel } from '../model.ts';
import { numberColumn, type Table } from '../table.ts';
import { replacedColumns } from './replaced-columns.ts';
import { columnOfKind, selectedColumns } from './selected-columns.ts';

export interface FrequencyEncoding {
  readonly kind: 'frequency-encoding';
  readonly version: 1;
  readonly columns: readonly { readonly name: string; readonly shares: Readonly<Record<string, number>> }[];
}

/** Learns which share of the rows each level has; rows without a level count in the whole. */
export function fitFrequencyEncoding(from: Table, names?: readonly string[]): FrequencyEncoding {
  const columns = selectedColumns(from, 'category', names).map(({ name, codes, levels }) => {
    const counts = new Float64Array(levels.length);
    for (const code of codes) if (code >= 0) counts[code]!++;
    return {
      name,
      shares: Object.fromEntries(levels.map((level, code) => [level, counts[code]! / codes.length])),
    };
  });
  return { kind: 'frequency-encoding', version: 1, columns };
}

/** Each category column becomes its level's share, under the same name; unknown levels have share 0, missing ones stay missing. */
export function applyFrequencyEncoding(model: FrequencyEncoding, to: Table): Table {
  expectModel(model, 1, 'frequency-encoding');
  const byName = new Map(model.columns.map((column) => [column.name, column.shares]));
  return replacedColumns(to, [...byName.keys()], ({ name }) => {
    const { codes, levels } = columnOfKind(to, 'category', name);
    const shares = new Map(Object.entries(byName.get(name)!));
    const share = levels.map((level) => shares.get(level) ?? 0);
    return [
      numberColumn(
        name,
        Float64Array.from(codes, (code) => (code < 0 ? Number.NaN : share[code]!)),
      ),
    ];
  });
}
