import {
  fitGaussianMixture,
  type GaussianMixtureModel,
  type GaussianMixtureOptions,
  mixtureMembership,
} from '../../groups/gaussian-mixture.ts';
import { row } from '../../numeric/matrix.ts';
import { aNumber } from '../../options.ts';
import { answerRows, type Encoding, encodeAll, learnEncoding } from '../encoding.ts';
import type { ModelKind } from '../model-kind.ts';

type Options = Omit<GaussianMixtureOptions, 'random'> & {
  /** How many groups: 4 unless told. */
  readonly groups?: number;
};

type Learned = GaussianMixtureModel & { readonly encoding: Encoding };

/** The likeliest group of each row among normal distributions; learns without a target. */
export const gaussianMixture: ModelKind<null, Options, Learned, Float64Array> = {
  options: { groups: aNumber, starts: aNumber, maxSteps: aNumber, tolerance: aNumber, floor: aNumber },
  async learn({ table, options, random, work }) {
    const { groups = 4, ...rest } = options;
    const encoding = await learnEncoding(table, {}, work);
    const points = await encodeAll(encoding, table, work);
    return { ...(await fitGaussianMixture(points, groups, { ...rest, random }, work)), encoding };
  },
  answer: (model, table, work) =>
    answerRows(model.encoding, table, work, (points) => {
      const shares = mixtureMembership(model, points);
      return Array.from({ length: shares.rows }, (_, i) => {
        const own = row(shares, i);
        return own.indexOf(own.reduce((a, b) => Math.max(a, b)));
      });
    }),
};
