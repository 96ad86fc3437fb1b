import { allMissing } from '../faults.ts';
import { expectModel } from '../model.ts';
import { checkOptions, judgedLater, type OptionRules, texts, yesOrNo } from '../options.ts';
import { type CategoryColumn, numberColumn, type Table } from '../table.ts';
import { replacedColumns } from './replaced-columns.ts';
import { columnOfKind, selectedColumns } from './selected-columns.ts';

export interface OneHotOptions {
  readonly columns?: readonly string[];
  /** Leaves out each column's first level, the one to compare with; fits without penalty need that. */
  readonly dropFirst?: boolean;
  /** Levels to leave out by column, instead of the first. */
  readonly baselines?: Readonly<Record<string, string>>;
}

const oneHotOptionRules: OptionRules<OneHotOptions> = {
  columns: texts,
  dropFirst: yesOrNo,
  baselines: judgedLater,
};

export interface OneHot {
  readonly kind: 'one-hot';
  readonly version: 1;
  readonly columns: readonly { readonly name: string; readonly levels: readonly string[] }[];
}

/** Learns the levels that occur. A column without any value is a fault. */
export function fitOneHot(from: Table, options: OneHotOptions = {}): OneHot {
  checkOptions(options, oneHotOptionRules);
  const columns = selectedColumns(from, 'category', options.columns).map((column) => {
    const occurring = levelsThatOccur(column);
    if (occurring.length === 0) throw allMissing({ what: column.name });
    const baseline = options.baselines?.[column.name] ?? (options.dropFirst ? occurring[0] : undefined);
    return { name: column.name, levels: occurring.filter((level) => level !== baseline) };
  });
  return { kind: 'one-hot', version: 1, columns };
}

/** Each category column becomes one 0/1 column a level, "name=level"; a missing or unknown level is 0 in all of them. */
export function applyOneHot(model: OneHot, to: Table): Table {
  expectModel(model, 1, 'one-hot');
  const byName = new Map(model.columns.map((column) => [column.name, column.levels]));
  return replacedColumns(to, [...byName.keys()], ({ name }) => {
    const { codes, levels } = columnOfKind(to, 'category', name);
    return byName.get(name)!.map((level) => {
      const wanted = levels.indexOf(level);
      const values = Float64Array.from(codes, (code) => (code === wanted && code >= 0 ? 1 : 0));
      return numberColumn(`${name}=${level}`, values);
    });
  });
}

function levelsThatOccur({ codes, levels }: CategoryColumn): string[] {
  const seen = new Uint8Array(levels.length);
  for (const code of codes) if (code >= 0) seen[code] = 1;
  return levels.filter((_, code) => seen[code] === 1);
}
