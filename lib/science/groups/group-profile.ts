import { finiteOrMissing, sameLength } from '../check.ts';
import { chiSquareTail, normalTwoSided } from '../numeric/distributions.ts';
import { mean } from '../numeric/mean.ts';
import { standardDeviation, variance } from '../numeric/variance.ts';
import type { CategoryColumn, Column, NumberColumn, Table } from '../table.ts';

/** How a variable sets a group apart from all other rows. */
export type Trait =
  | {
      readonly kind: 'number';
      readonly name: string;
      readonly mean: number;
      readonly others: number;
      /** Difference of the means over the pooled standard deviation (Cohen's d); over that of all rows where neither side varies. */
      readonly difference: number;
      readonly p: number;
    }
  | {
      readonly kind: 'category';
      readonly name: string;
      readonly level: string;
      readonly share: number;
      readonly others: number;
      /** Share in the group over the share in all rows. */
      readonly lift: number;
      readonly p: number;
    };

/**
 * What sets the rows of `group` apart, the strongest first: numbers by Welch's test (large samples), each level of a
 * category by the χ² of its two by two table. p-values are each for itself, and small for the very variables that made the groups.
 */
export function groupProfile(data: Table, labels: Int32Array, group: number): Trait[] {
  sameLength('labels', labels, data.rows);
  const inside = (row: number) => labels[row] === group;
  return data.columns
    .flatMap((column: Column): Trait[] =>
      column.kind === 'number' ? numberTrait(column, inside) : categoryTraits(column, inside),
    )
    .sort((a, b) => strength(b) - strength(a));
}

const strength = (trait: Trait) =>
  trait.kind === 'number'
    ? Math.abs(trait.difference)
    : Math.abs(arcsine(trait.share) - arcsine(trait.others));

/** Cohen's h compares shares on this scale, which makes it comparable with d. */
const arcsine = (share: number) => 2 * Math.asin(Math.sqrt(share));

function numberTrait({ name, values }: NumberColumn, inside: (row: number) => boolean): Trait[] {
  finiteOrMissing(name, values);
  const side = (which: boolean) =>
    values.filter((value, row) => inside(row) === which && !Number.isNaN(value));
  const [own, rest] = [side(true), side(false)];
  if (own.length < 2 || rest.length < 2) return [];
  const [here, there] = [mean(own), mean(rest)];
  const rounding = 1e-12 * Math.max(Math.abs(here), Math.abs(there));
  const gap = here - there;
  const [varianceHere, varianceThere] = [variance(own), variance(rest)];
  const pooled = Math.sqrt(
    ((own.length - 1) * varianceHere + (rest.length - 1) * varianceThere) / (own.length + rest.length - 2),
  );
  if (Math.max(Math.abs(gap), pooled) <= rounding) return [];
  const spread =
    pooled > rounding ? pooled : standardDeviation(values.filter((value) => !Number.isNaN(value)));
  const z = gap / Math.sqrt(varianceHere / own.length + varianceThere / rest.length);
  return [
    { kind: 'number', name, mean: here, others: there, difference: gap / spread, p: normalTwoSided(z) },
  ];
}

function categoryTraits({ name, codes, levels }: CategoryColumn, inside: (row: number) => boolean): Trait[] {
  const counts = { own: new Float64Array(levels.length), rest: new Float64Array(levels.length) };
  let own = 0;
  for (const [row, code] of codes.entries()) {
    if (inside(row)) own++;
    if (code >= 0) counts[inside(row) ? 'own' : 'rest'][code]!++;
  }
  const rest = codes.length - own;
  if (own === 0 || rest === 0) return [];
  return levels.map((level, code): Trait => {
    const [here, there] = [counts.own[code]!, counts.rest[code]!];
    const share = here / own;
    const others = there / rest;
    const all = (here + there) / codes.length;
    const square = all > 0 && all < 1 ? (share - others) ** 2 / (all * (1 - all) * (1 / own + 1 / rest)) : 0;
    return {
      kind: 'category',
      name,
      level,
      share,
      others,
      lift: all > 0 ? share / all : 0,
      p: chiSquareTail(square, 1),
    };
  });
}
