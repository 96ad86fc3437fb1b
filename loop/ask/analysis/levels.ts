import type { Words } from '#lib/core';
import { type Sql, sql } from '#lib/sql';
import type { Naming } from '#loop/condition';
import type { Breakdown } from './question.ts';

/** What stands in a group for those in a saved segment, and for those who are not. */
export const MEMBER = '$member';
export const NO_MEMBER = '$notMember';

/** How bins are called that begin at these edges, the first of them below all: `< 10`, `10 – 20`, `≥ 20`. */
export function binNames(edges: readonly number[]): string[] {
  const between = edges.slice(1).map((edge, i) => `${edges[i]} – ${edge}`);
  return [`< ${edges[0]}`, ...between, `≥ ${edges.at(-1)}`];
}

/** The name of the bin that a number lies in, `missing` where there is none; a bin holds its lower edge. */
export function binOf(number: Sql, edges: readonly number[], missing: Sql): Sql {
  const names = binNames(edges);
  const branches = edges.flatMap((edge, i) => [sql`${number} < ${edge}`, sql`${names[i]!}`]);
  return sql`multiIf(${sql.join([sql`isNull(${number})`, missing, ...branches, sql`${names.at(-1)!}`])})`;
}

/** The values of a breakdown in the order that they have by themselves; nothing where the biggest group comes first. */
export function levelsOf(by: readonly Breakdown[]): string[] | undefined {
  const [one] = by;
  if (!one || by.length > 1) return undefined;
  if ('inSegment' in one) return [MEMBER, NO_MEMBER];
  return one.edges && binNames(one.edges);
}

const memberWords: Readonly<Record<string, Words>> = {
  [MEMBER]: { zh: '分群内', en: 'in the segment' },
  [NO_MEMBER]: { zh: '分群外', en: 'not in the segment' },
};

/** How a value of a group is written, where it is not written as it is. */
export function levelWords(value: string): Words | undefined {
  return memberWords[value];
}

/** What must be known of a breakdown by segments or bins, in sentences of a definition. */
export function levelSentences({ by }: { by: readonly Breakdown[] }, naming: Naming): Words[] {
  return by.flatMap((one): Words[] => {
    if ('inSegment' in one) {
      const name = naming.segment(one.inSegment);
      return [
        {
          zh: `按是否属于分群「${name}」分组，以现在的成员为准`,
          en: `Grouped by who is in the segment “${name}” now`,
        },
      ];
    }
    if (!one.edges) return [];
    const { zh, en } = naming.property(one.of, one.property);
    return [
      {
        zh: `「${zh}」按数值分段，每段含下界、不含上界`,
        en: `“${en}” is cut into bins of numbers, each with its lower edge and without its upper`,
      },
    ];
  });
}
