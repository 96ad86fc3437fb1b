import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProductProcess, Workshop } from '../testing/product.ts';

const question = {
  kind: 'trend',
  span: { last: 7, unit: 'day' },
  unit: 'day',
  series: [{ event: '*', count: 'events' }],
};

/** Whether a connection is taken; a health check would wait for the engine. */
const listens = (address: string) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(Number(new URL(address).port), '127.0.0.1');
    socket.once('error', () => resolve(false)).once('connect', () => resolve(socket.destroy().destroyed));
  });

let workshop: Workshop;
beforeAll(async () => {
  workshop = await Workshop.open();
}, 120_000);
afterAll(() => workshop.close());

describe('a stop that every process of the group hears', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'lets a running question finish: %s',
    async (signal) => {
      const product = await ProductProcess.start(workshop.data());
      const engine = await product.enginePid();
      // the question runs for as long as its engine does nothing
      process.kill(engine, 'SIGSTOP');
      const asked = product.call('ask', question);
      // looked at below; a failure before that must not be a second one
      asked.catch(() => undefined);
      // the rows alone answer this, so the question before it has arrived too
      expect((await product.call('project/list')).status).toBe(200);
      process.kill(-product.pid, signal);
      try {
        await expect.poll(() => listens(product.address), { timeout: 4000 }).toBe(false);
      } finally {
        process.kill(engine, 'SIGCONT');
      }
      expect((await asked).status).toBe(200);
      expect((await product.ended).code).toBe(0);
      expect(existsSync(`/proc/${engine}`)).toBe(false);
    },
    60_000,
  );
});

it('ends the engine of a product that was killed', async () => {
  const product = await ProductProcess.start(workshop.data());
  const engine = await product.enginePid();
  process.kill(product.pid, 'SIGKILL');
  await expect.poll(() => existsSync(`/proc/${engine}`), { timeout: 10_000 }).toBe(false);
  await product.ended;
}, 60_000);
