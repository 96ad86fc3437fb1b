import { missingValue } from '../faults.ts';
import { columnOfKind } from '../prepare/selected-columns.ts';
import type { Table } from '../table.ts';
import { jiebaCutter, segmenterCutter, type WordCutter } from '../text/word-cutter.ts';

/** The texts of the table's category column "text", by row. */
export function textsOf(table: Table): string[] {
  const { name, codes, levels } = columnOfKind(table, 'category', 'text');
  return Array.from(codes, (code, row) => {
    if (code < 0) throw missingValue({ what: name, row: row + 1 });
    return levels[code]!;
  });
}

/** What parts texts into words: jieba's dictionary, or the rules of ICU, which are in every browser. */
export const cutters = {
  jieba: jiebaCutter,
  icu: async () => segmenterCutter(),
} as const satisfies Record<string, () => Promise<WordCutter>>;

export type Cutter = keyof typeof cutters;

/** Options of all kinds that find topics. */
export interface TopicOptions {
  /** How many topics: 10 unless told. */
  readonly topics?: number;
  /** jieba unless told. */
  readonly cutter?: Cutter;
  /** Words in fewer texts are left out: 2 unless told. */
  readonly fewest?: number;
  /** Words in more than this share of the texts are left out: 0.5 unless told. */
  readonly most?: number;
}

/** What topic models keep of words. */
export interface TopicWords {
  readonly cutter: Cutter;
  readonly words: readonly string[];
  /** Topics × words. */
  readonly weights: readonly (readonly number[])[];
}

/** The ten weightiest words of each topic, in the order of the columns that `predict` answers. */
export function topicWords({ words, weights }: TopicWords): string[][] {
  return weights.map((own) =>
    Array.from(own.keys())
      .sort((a, b) => own[b]! - own[a]! || a - b)
      .slice(0, 10)
      .map((word) => words[word]!),
  );
}
