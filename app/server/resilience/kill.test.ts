import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { dailyRandom } from '../../../lib/core/testing.ts';
import { ProductProcess, Workshop } from '../testing/product.ts';
import { batchOf, expectedOf } from '../testing/shop.ts';

const PRODUCT_KILLS = Number(process.env.LINGER_ORDEAL_PRODUCT_KILLS ?? 10);
const ENGINE_KILLS = Number(process.env.LINGER_ORDEAL_ENGINE_KILLS ?? 20);
const SENDERS = 4;

let workshop: Workshop;
beforeAll(async () => {
  workshop = await Workshop.open();
}, 90_000);
afterAll(() => workshop.close());

/** Senders that behave as SDKs do: what was not acknowledged is sent again, with the same message ids. */
class Senders {
  readonly kept: number[] = [];
  retries = 0;
  private next = 1;
  private stopping = false;
  private readonly loops: Promise<void>[];

  constructor(public product: ProductProcess) {
    this.loops = Array.from({ length: SENDERS }, () => this.run());
  }

  async finish(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.loops);
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      const batch = this.next++;
      while (!(await this.attempt(batch))) {
        this.retries++;
        await sleep(60);
      }
      this.kept.push(batch);
      await sleep(20);
    }
  }

  private async attempt(batch: number): Promise<boolean> {
    try {
      return (await this.product.send('batch', { batch: batchOf(batch) })).status === 200;
    } catch {
      return false;
    }
  }
}

it(`keeps every acknowledged event once when product (${PRODUCT_KILLS} times) and engine (${ENGINE_KILLS} times) are killed`, async () => {
  const random = dailyRandom('resilience');
  const data = workshop.data();
  let product = await ProductProcess.start(data);
  const senders = new Senders(product);
  const rounds = [
    ...Array.from({ length: PRODUCT_KILLS }, () => 'product' as const),
    ...Array.from({ length: ENGINE_KILLS }, () => 'engine' as const),
  ]
    .map((victim) => ({ victim, at: random() }))
    .sort((a, b) => a.at - b.at);
  for (const { victim } of rounds) {
    await sleep(20 + random() * 500);
    if (victim === 'engine') process.kill(await product.enginePid(), 'SIGKILL');
    else {
      await product.kill();
      product = await ProductProcess.start(data, {}, product);
      senders.product = product;
    }
  }
  await senders.finish();
  expect(senders.kept.length).toBeGreaterThan(rounds.length * 4);
  await everythingIsThere(product, senders.kept);
  expect((await product.doctor()).ill).toEqual([]);
  console.log(`${rounds.length} kills, ${senders.kept.length} batches kept, ${senders.retries} sent again`);
  expect(await product.stop()).toBe(0);
}, 240_000);

const people = z.object({
  total: z.number(),
  people: z.array(
    z.object({ person: z.string(), id: z.string(), properties: z.record(z.string(), z.string()) }),
  ),
});
const timeline = z.object({
  events: z.array(z.object({ id: z.string(), time: z.string(), texts: z.record(z.string(), z.string()) })),
});
const trend = z.object({ table: z.object({ rows: z.array(z.record(z.string(), z.unknown())) }) });
const retention = z.object({
  answer: z.object({
    curves: z.array(
      z.object({
        cohorts: z.array(z.object({ size: z.number(), cells: z.array(z.object({ people: z.number() })) })),
      }),
    ),
  }),
});

async function everythingIsThere(product: ProductProcess, batches: readonly number[]): Promise<void> {
  const expected = expectedOf(batches);
  const opened = expected.tracks.filter(({ event }) => event === 'open').length;
  await expect.poll(() => product.count('open'), { timeout: 30_000, interval: 200 }).toBe(opened);
  expect(await product.count('pay')).toBe(expected.tracks.length - opened);

  const list = await product.get('person/list', { columns: ['level'], limit: 500 }, people);
  expect(list.total).toBe(expected.people.size);
  for (const { person, id, properties } of list.people) {
    const name = id.replace(/^(device|card)/, 'user');
    expect(Number(properties.level ?? 0)).toBe(expected.levels.get(name) ?? 0);
    expect((await marksOf(product, person)).sort()).toEqual(expected.marksOf(name).sort());
  }

  const span = { from: expected.days[0], to: expected.days.at(-1) };
  for (const event of ['open', 'pay']) {
    const series = [{ event, count: 'events' }];
    const { table } = await product.get('ask', { kind: 'trend', span, series, timeZone: 'UTC' }, trend);
    const counts = table.rows.map((row) => Object.values(row).find((value) => typeof value === 'number'));
    // below the days stands their total
    expect(counts.slice(0, -1)).toEqual(expected.daily(event));
  }
  const question = {
    kind: 'retention',
    span,
    timeZone: 'UTC',
    periods: expected.days.length,
    start: { event: 'open' },
    return: { event: 'pay' },
  };
  const { answer } = await product.get('ask', question, retention);
  const found = answer.curves[0]!.cohorts.map(({ size, cells }, at) => [
    size,
    ...cells.slice(1, expected.days.length - at).map((cell) => cell.people),
  ]);
  expect(found).toEqual(expected.retained());
}

/** The marks of all events of a person, page by page. */
async function marksOf(product: ProductProcess, person: string): Promise<string[]> {
  const marks: string[] = [];
  for (let before: { time: string; id: string } | undefined; ; ) {
    const { events } = await product.get('person/timeline', { person, limit: 500, before }, timeline);
    marks.push(...events.map(({ texts }) => texts.mark ?? ''));
    const last = events.at(-1);
    if (!last || events.length < 500) return marks;
    before = { time: last.time, id: last.id };
  }
}
