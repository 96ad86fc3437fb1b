import { assignToCentres, fitKMeans, type KMeansOptions } from '../../groups/k-means.ts';
import type { KMeansModel } from '../../groups/k-means-model.ts';
import { aNumber } from '../../options.ts';
import { answerRows, type Encoding, encodeAll, learnEncoding } from '../encoding.ts';
import type { ModelKind } from '../model-kind.ts';

type Options = Omit<KMeansOptions, 'random'> & {
  /** How many groups: 4 unless told. */
  readonly groups?: number;
};

/** The group of each row, 0 the greatest, by the nearest centre; learns without a target. */
export const kMeans: ModelKind<null, Options, KMeansModel & { readonly encoding: Encoding }, Float64Array> = {
  options: { groups: aNumber, starts: aNumber, maxSteps: aNumber, tolerance: aNumber },
  async learn({ table, options, random, work }) {
    const { groups = 4, ...rest } = options;
    const encoding = await learnEncoding(table, {}, work);
    const points = await encodeAll(encoding, table, work);
    return { ...(await fitKMeans(points, groups, { ...rest, random }, work)), encoding };
  },
  answer: (model, table, work) =>
    answerRows(model.encoding, table, work, (points) => assignToCentres(model, points)),
};
