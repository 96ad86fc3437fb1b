import type { Random } from '#lib/core';
import {
  type BgNbdModel,
  customerLifetimeValue,
  expectedPurchases,
  fitBgNbd,
  fitGammaGamma,
  fitMbgNbd,
  fitParetoNbd,
  lostSilence,
  type PurchaseHistories,
  probabilityAlive,
} from '#lib/science';
import { simulatedCustomers } from '../../lib/science/testing/simulated-customers.ts';
import { growth, measured } from './measured.ts';
import type { Line } from './section.ts';

const sizes = [10_000, 100_000, 1_000_000];

/** CDNOW's parameters, ages of 30 to 330 days in whole days, purchases at any moment: few histories are equal. */
function drawn(random: Random, size: number): PurchaseHistories {
  const ages = Float64Array.from({ length: size }, () => Math.floor(30 + random() * 300) / 7);
  return simulatedCustomers('bg-nbd', [0.243, 4.414, 0.793, 2.426], ages, 0, random).histories;
}

export async function* buyTillYouDieSpeed(
  cdnow: PurchaseHistories | undefined,
  random: Random,
): AsyncIterable<Line> {
  if (cdnow) {
    await fitBgNbd(cdnow);
    yield (await measured('BG/NBD on CDNOW', 0.1, () => fitBgNbd(cdnow))).line;
    yield (await measured('Pareto/NBD on CDNOW', 0.15, () => fitParetoNbd(cdnow))).line;
  }
  const seconds: number[] = [];
  for (const size of sizes) {
    const histories = drawn(random, size);
    const fitted = await measured(`BG/NBD on 1 M people`, 10, () => fitBgNbd(histories));
    seconds.push(fitted.seconds);
    if (size !== sizes.at(-1)) continue;
    yield fitted.line;
    yield* scoring(fitted.answer, histories);
  }
  yield growth('BG/NBD', sizes, seconds, 2);
}

async function* scoring(model: BgNbdModel, histories: PurchaseHistories): AsyncIterable<Line> {
  const { frequency, age } = histories;
  const value = new Float64Array(frequency.length).fill(30);
  yield (await measured('MBG/NBD on 1 M people', 15, () => fitMbgNbd(histories))).line;
  yield (await measured('Pareto/NBD on 1 M people', 30, () => fitParetoNbd(histories))).line;
  const spend = { frequency, averageValue: age };
  yield (await measured('Gamma-Gamma on 1 M people', 5, () => fitGammaGamma(spend))).line;
  yield (await measured('P(alive) of 1 M people', 1, () => probabilityAlive(model, histories))).line;
  const ahead = { to: 39 };
  yield (
    await measured('expected purchases of 1 M people', 3, () => expectedPurchases(model, histories, ahead))
  ).line;
  yield (await measured('silence that means lost, of 1 M people', 1, () => lostSilence(model, histories)))
    .line;
  const options = { horizon: 52, discountRate: 0.002 };
  yield (
    await measured('lifetime value of 1 M people', 10, () =>
      customerLifetimeValue(model, histories, value, options),
    )
  ).line;
}
