import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '#lib/sql';
import type { OpenWarehouse } from '#lib/store';
import { compose } from '../../product/operations.ts';
import { openProduct, type Product } from '../../product/product.ts';
import { createServer } from '../server.ts';
import { ProductProcess, Workshop } from '../testing/product.ts';

const EVENTS = 6_000_000;
const MEMORY = 60_000_000;

describe('heavy questions', () => {
  const folder = mkdtempSync(join(tmpdir(), 'linger-heavy-'));
  let product: Product;
  let server: FastifyInstance;
  let address: string;

  beforeAll(async () => {
    product = await openProduct({ data: join(folder, 'data') }, 'make');
    // the real engine under a limit that a small company reaches
    const warehouse = new Proxy(product.warehouse, {
      get: (target, name) =>
        name === 'lines' && limited
          ? (statement: never, options: object) => target.lines(statement, { ...options, bytes: MEMORY })
          : Reflect.get(target, name, target),
    });
    server = await createServer({
      access: product.access,
      operations: compose({ ...product, warehouse }),
      controlToken: 'control',
    });
    address = await server.listen({ port: 0, host: '127.0.0.1' });
    await product.warehouse.run(sql`INSERT INTO events (id, received, project, time, event, distinct_id, source)
      SELECT sipHash64(number), now64(3), 1, toDateTime64('2026-03-02 00:00:00', 3, 'UTC') + toIntervalSecond(number % 600000),
        if(number % 3 = 0, 'pay', 'open'), concat('user-', toString(number % 900000)), 'http' FROM numbers(${EVENTS})`);
  }, 120_000);
  afterAll(async () => {
    await server.close();
    await product.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }, 90_000);

  let limited = false;
  const ask = async (input: unknown, language = 'en', signal?: AbortSignal) => {
    const response = await fetch(`${address}/api/ask`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer control',
        'content-type': 'application/json',
        'accept-language': language,
      },
      body: JSON.stringify(input),
      ...(signal ? { signal } : {}),
    });
    return { status: response.status, body: await response.json() };
  };
  const span = { from: '2026-03-02', to: '2026-03-08' };
  const heavy = (n: number) => ({
    kind: 'funnel',
    span,
    steps: ['open', 'pay', 'open', 'pay'].map((event) => ({ event })),
    window: { n: 7, unit: 'day' },
    top: n,
  });
  const light = { kind: 'trend', span, series: [{ event: 'pay', count: 'events' }] };

  async function running(): Promise<number> {
    const rows = await product.warehouse.read<{ n: string }>(
      sql`SELECT count() AS n FROM system.processes WHERE query LIKE '%events%' AND query NOT LIKE '%system.processes%'`,
    );
    return Number(rows[0]?.n);
  }

  it('that need more memory than allowed get a sentence, and the engine lives on', async () => {
    const pid = (await (product.warehouse as OpenWarehouse).engine())?.pid;
    limited = true;
    for (const [language, sentence] of [
      ['en', 'more memory than is allowed'],
      ['zh', '超出了允许的内存'],
    ] as const) {
      expect(await ask(heavy(10), language)).toMatchObject({
        status: 507,
        body: { error: { code: 'store.out-of-memory', message: expect.stringContaining(sentence) } },
      });
    }
    limited = false;
    expect((await ask(light)).status).toBe(200);
    expect((await (product.warehouse as OpenWarehouse).engine())?.pid).toBe(pid);
  }, 60_000);

  it('stop in the engine when nobody waits for them any more, and not before', async () => {
    const [first, second] = [new AbortController(), new AbortController()];
    const asked = [first, second].map(({ signal }) => ask(heavy(11), 'en', signal).catch(() => 'gone'));
    await expect.poll(running, { interval: 20, timeout: 10_000 }).toBe(1);
    first.abort();
    await sleep(150);
    expect(await running()).toBe(1);
    second.abort();
    await expect.poll(running, { interval: 20, timeout: 3000 }).toBe(0);
    expect(await Promise.all(asked)).toEqual(['gone', 'gone']);
    expect((await ask(light)).status).toBe(200);
  }, 60_000);
});

describe('an engine', () => {
  let workshop: Workshop;
  beforeAll(async () => {
    workshop = await Workshop.open();
  }, 90_000);
  afterAll(() => workshop.close());

  it('that is stuck is told of by doctor and health, holds up no event, and goes on where it was', async () => {
    const product = await ProductProcess.start(workshop.data());
    const message = (id: string) => ({ type: 'track', event: 'paid', userId: id, messageId: id });
    expect((await product.send('batch', { batch: [message('a')] })).status).toBe(200);
    const engine = await product.enginePid();
    process.kill(engine, 'SIGSTOP');
    expect((await product.send('batch', { batch: [message('b')] })).status).toBe(200);
    expect((await fetch(`${product.address}/healthz`)).status).toBe(503);
    const { ill } = await product.doctor();
    expect(ill).toEqual([expect.objectContaining({ found: expect.stringContaining('does not answer') })]);
    process.kill(engine, 'SIGCONT');
    await expect.poll(() => product.count('paid'), { timeout: 20_000 }).toBe(2);
    expect((await product.doctor()).ill).toEqual([]);
    expect(await product.stop()).toBe(0);
  }, 90_000);

  it('that dies under questions gives each a sentence, and answers the next', async () => {
    const product = await ProductProcess.start(workshop.data());
    const engine = await product.enginePid();
    process.kill(engine, 'SIGSTOP');
    const asked = ['en', 'zh'].map((language) => product.call('person/list', {}, language));
    await sleep(400);
    process.kill(engine, 'SIGKILL');
    const replies = await Promise.all(asked);
    expect(replies.map(({ status, code }) => [status, code])).toEqual([
      [503, 'store.engine-restarting'],
      [503, 'store.engine-restarting'],
    ]);
    expect(replies[1]?.message).toContain('自动重启');
    await expect.poll(async () => (await product.call('person/list')).status).toBe(200);
    expect((await product.doctor()).ill).toEqual([]);
    expect(await product.stop()).toBe(0);
  }, 60_000);
});
