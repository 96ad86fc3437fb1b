import { z } from 'zod';
import { sql } from '#lib/sql';
import type { ReadOptions, Warehouse } from '#lib/store';
import { operation } from '#loop/access';
import { GivenName, matchesAny, type Owner } from '#loop/condition';
import type { Asked } from './analysis/analysis.ts';
import type { AnyQuestion } from './analysis/any-analysis.ts';
import type { AskDeps } from './ask.ts';
import { parseQuestion, prepare } from './parse-question.ts';
import { questionUses } from './remarks/uses.ts';

/** Bins with round edges, or bins that hold about as many numbers each. */
const edgeWays = ['round', 'equal'] as const;
type EdgeWay = (typeof edgeWays)[number];

interface Wanted {
  readonly of: Owner;
  readonly property: string;
  readonly bins: number;
  readonly way: EdgeWay;
}

/** As many numbers are enough to see how they are spread. */
const LOOKED_AT = 10_000;

/** Edges for bins of a property's numbers, as the question's events or all people have them. */
async function edgesFor(
  warehouse: Warehouse,
  { question, scope, from, to }: Asked<AnyQuestion>,
  { of, property, bins, way }: Wanted,
  options: ReadOptions,
): Promise<number[]> {
  const { events } = questionUses(question);
  const named = events.length > 0 ? events.map((event) => ({ event })) : [{ event: '*' }];
  const ofEvents = sql`(SELECT ${scope.eventProperty(property, 'number')} AS value FROM ${scope.events}
    WHERE ${sql.and([sql`time >= ${from}`, sql`time < ${to}`, matchesAny(named, scope)])})`;
  const values = of === 'event' ? ofEvents : scope.personProperty(property, 'number');
  const [row] = await warehouse.read<{ numbers: number[] }>(
    sql`SELECT groupArraySample(${sql.integer(LOOKED_AT)})(toFloat64(assumeNotNull(value))) AS numbers
      FROM ${values} WHERE isNotNull(value)`,
    options,
  );
  return edgesOf(row?.numbers ?? [], bins, way);
}

/** Edges by which numbers fall into about as many bins; fewer where there are not so many different ones. */
export function edgesOf(numbers: readonly number[], bins: number, way: EdgeWay): number[] {
  const sorted = numbers.filter(Number.isFinite).toSorted((a, b) => a - b);
  if (sorted.length === 0) return [];
  return ways[way](sorted, bins);
}

const ways: Record<EdgeWay, (sorted: readonly number[], bins: number) => number[]> = {
  round: (sorted, bins) => {
    // what few have, at either end, lies in the open bins
    const [low, high] = [at(sorted, 0.02), at(sorted, 0.98)];
    const step = roundStep((high - low) / bins);
    if (step === 0) return [rounded(high)];
    const first = Math.floor(low / step) + 1;
    const last = Math.ceil(high / step) - 1;
    const edges = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
      rounded((first + i) * step),
    );
    return edges.length > 0 ? edges : [rounded(first * step)];
  },
  equal: (sorted, bins) => {
    const edges = Array.from({ length: bins - 1 }, (_, i) => rounded(at(sorted, (i + 1) / bins), 3));
    const different = [...new Set(edges)].filter((edge) => edge > sorted[0]!);
    return different.length > 0 ? different : [sorted.at(-1)!];
  },
};

/** The number below which a share of the sorted ones lies. */
function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}

/** The round width next to one: 1, 2, 2.5 or 5 times a power of ten. */
function roundStep(width: number): number {
  if (width <= 0) return 0;
  const power = 10 ** Math.floor(Math.log10(width));
  const widths = [1, 2, 2.5, 5, 10].map((times) => times * power);
  const distance = (one: number) => Math.abs(Math.log(one / width));
  return widths.reduce((best, one) => (distance(one) < distance(best) ? one : best));
}

/** Without what counting in binary leaves behind. */
const rounded = (number: number, digits = 12) => Number(number.toPrecision(digits));

/** What may be asked of edges. */
export function edgesOperations(deps: AskDeps) {
  const { warehouse, scopes } = deps;
  return {
    'ask/edges': operation({
      right: 'view',
      summary: {
        zh: '为一个数值属性提议分段的边界：整齐的，或每段大致一样多',
        en: 'Suggests edges for bins of a number: round ones, or such that bins hold about as many each',
      },
      input: z.strictObject({
        question: z.looseObject({ kind: z.string() }).describe('whose span and events are looked at'),
        property: GivenName,
        of: z.enum(['event', 'person']).default('event'),
        bins: z.int().min(2).max(20).default(5),
        way: z.enum(edgeWays).default('round'),
      }),
      output: z.strictObject({ edges: z.array(z.number()) }),
      run: async (viewer, { question, ...wanted }, { signal }) => {
        await deps.segments.check(viewer, question);
        const asked = prepare(parseQuestion(question, viewer.language), await scopes.scopeOf(viewer));
        return { edges: await edgesFor(warehouse, asked, wanted, { signal }) };
      },
    }),
  };
}
