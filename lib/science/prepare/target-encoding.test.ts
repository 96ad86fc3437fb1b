import { expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { rocAuc } from '../judge/index.ts';
import { below } from '../numeric/variates.ts';
import { categoryColumn, columnNamed, table } from '../table.ts';
import { applyTargetEncoding, crossFitTargetEncoding, fitTargetEncoding, stratifiedFolds } from './index.ts';

const numbers = (of: ReturnType<typeof table>) => {
  const column = columnNamed(of, 'city');
  return column.kind === 'number' ? column.values : new Float64Array(0);
};

it('draws the mean of a level towards the mean of all', () => {
  const from = table([categoryColumn('city', ['a', 'a', 'b', null])]);
  const model = fitTargetEncoding(from, Float64Array.of(1, 1, 0, 0), { smoothing: 2 });
  const fresh = table([categoryColumn('city', ['a', 'b', 'new', null])]);
  const encoded = numbers(applyTargetEncoding(JSON.parse(JSON.stringify(model)), fresh));
  expect([...encoded]).toEqual([(2 + 1) / 4, (0 + 1) / 3, 0.5, 0.5]);
});

it('by folds gives nothing away: levels that mean nothing do not foretell the target of the rows they were learned from', () => {
  const random = seededRandom(4);
  const names = Array.from({ length: 2000 }, () => `city ${below(random, 400)}`);
  const from = table([categoryColumn('city', names)]);
  const target = Float64Array.from({ length: 2000 }, () => (random() < 0.3 ? 1 : 0));
  const leaking = applyTargetEncoding(fitTargetEncoding(from, target, { smoothing: 1 }), from);
  const fold = stratifiedFolds(target, 5, random);
  const safe = crossFitTargetEncoding(from, target, fold, { smoothing: 1 });
  expect(rocAuc(target, numbers(leaking))).toBeGreaterThan(0.75);
  expect(rocAuc(target, numbers(safe))).toBeLessThan(0.54);
});

it('by folds is the encoding learned from the other folds', () => {
  const from = table([categoryColumn('city', ['a', 'a', 'a', 'b', 'b', 'a'])]);
  const target = Float64Array.of(1, 0, 1, 1, 0, 0);
  const safe = crossFitTargetEncoding(from, target, Int32Array.of(0, 1, 0, 1, 0, 1), { smoothing: 0 });
  expect([...numbers(safe)]).toEqual([0, 1, 0, 0, 1, 1]);
});
