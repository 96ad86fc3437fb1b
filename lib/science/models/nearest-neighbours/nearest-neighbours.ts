import {
  fitNearestNeighbours,
  type NearestNeighbours,
  type NeighbourOptions,
  predictNearestNeighbours,
} from '../../linear/nearest-neighbours.ts';
import { aNumber, oneOf } from '../../options.ts';
import { type Encoding, encodeAll, learnEncoding } from '../encoding.ts';
import type { ModelKind } from '../model-kind.ts';

type Options = Pick<NeighbourOptions, 'k' | 'weigh'>;

/** The mean target of the nearest training rows, by distance of standardised numbers and 0/1 levels. */
export const nearestNeighbours: ModelKind<
  Float64Array,
  Options,
  NearestNeighbours & { readonly encoding: Encoding },
  Float64Array
> = {
  options: { k: aNumber, weigh: oneOf('alike', 'by distance') },
  async learn({ table, target, options, work }) {
    const encoding = await learnEncoding(table, {}, work);
    const x = await encodeAll(encoding, table, work);
    return { ...fitNearestNeighbours(x, target, { ...options, names: encoding.names }), encoding };
  },
  answer: async (model, table, work) =>
    predictNearestNeighbours(model, await encodeAll(model.encoding, table, work), work),
};
