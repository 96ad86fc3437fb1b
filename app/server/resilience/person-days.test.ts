import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { addDays } from '#lib/core';
import { dailyRandom } from '../../../lib/core/testing.ts';
import { ProductProcess, Workshop } from '../testing/product.ts';
import { batchOf, expectedOf } from '../testing/shop.ts';

const ROUNDS = 5;
const BATCHES_A_ROUND = 3;

let workshop: Workshop;
beforeAll(async () => {
  workshop = await Workshop.open();
}, 90_000);
afterAll(() => workshop.close());

const readFrom = z.object({ index: z.boolean() });
const retention = z.object({
  readFrom,
  answer: z.object({
    curves: z.array(
      z.object({
        cohorts: z.array(z.object({ size: z.number(), cells: z.array(z.object({ people: z.number() })) })),
      }),
    ),
  }),
});

/** Who came back, by day, as the product says it and as it is. */
async function asked(product: ProductProcess, batches: readonly number[]) {
  const expected = expectedOf(batches);
  const { days } = expected;
  const question = {
    kind: 'retention',
    // one day before and after, so that what slips over a midnight is seen
    span: { from: addDays(days[0]!, -1), to: addDays(days.at(-1)!, 1) },
    periods: days.length,
    start: { event: 'open' },
    return: { event: 'pay' },
  };
  const { answer, readFrom: from } = await product.get('ask', question, retention);
  const cohorts = answer.curves[0]!.cohorts.slice(1, -1);
  const found = cohorts.map(({ size, cells }, at) => [
    size,
    ...cells.slice(1, days.length - at).map(({ people }) => people),
  ]);
  return { found, expected: expected.retained(), index: from.index };
}

it('the index of people by day says what the events say when product, engine or both are killed while it is written', async () => {
  const random = dailyRandom('person-days');
  let product = await ProductProcess.start(workshop.data());
  await product.get('project/update', { timeZone: 'UTC' }, z.unknown());
  const batches: number[] = [];
  let indexed = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 0; i < BATCHES_A_ROUND; i++) {
      // people who were several devices until now become one, in days that are written
      const batch = batches.length + 1;
      expect((await product.send('batch', { batch: batchOf(batch) })).status).toBe(200);
      batches.push(batch);
    }
    const opened = expectedOf(batches).tracks.filter(({ event }) => event === 'open').length;
    await product.settled('open', opened);
    // finds days that are not written, and asks for them
    const before = await asked(product, batches);
    expect(before.found, `before round ${round}`).toEqual(before.expected);
    await sleep(random() * 400);
    const victim = ['product', 'engine', 'both'][Math.floor(random() * 3)]!;
    if (victim === 'engine') process.kill(await product.enginePid(), 'SIGKILL');
    else {
      await (victim === 'both' ? product.killAll() : product.kill());
      product = await ProductProcess.start(product.data, {}, product);
    }
    await product.settled('open', opened);
    const after = await asked(product, batches);
    expect(after.found, `round ${round}, ${victim} killed`).toEqual(after.expected);
    if (after.index) indexed++;
  }
  console.log(`${ROUNDS} kills, ${indexed} answers from the index right after`);
  await expect
    .poll(async () => (await asked(product, batches)).index, { timeout: 90_000, interval: 300 })
    .toBe(true);
  const { found, expected } = await asked(product, batches);
  expect(found).toEqual(expected);
  expect((await product.doctor()).ill).toEqual([]);
  expect(await product.stop()).toBe(0);
}, 240_000);
