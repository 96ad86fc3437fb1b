import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharedFloats, sharedIntegers, slices } from './shared-memory.ts';
import { alone, startWorkerPool } from './start-worker-pool.ts';
import type { WorkerPool } from './worker-pool.ts';

let pool: WorkerPool;
beforeAll(async () => {
  pool = await startWorkerPool(2, new URL('../../../dist/science.js', import.meta.url));
});
afterAll(() => pool.close());

/** The points 0 … 999 and two centres, in three parts. */
function parts() {
  const points = sharedFloats(1000);
  for (let i = 0; i < 1000; i++) points[i] = i;
  const labels = sharedIntegers(1000);
  const centres = Float64Array.of(0, 999);
  const inputs = slices(1000, 3).map(([from, to]) => ({ points, dimensions: 1, centres, labels, from, to }));
  return { labels, inputs };
}

describe('a worker pool', () => {
  it('computes the same with a worker as alone, and writes into memory that is shared', async () => {
    for (const hands of [alone, pool]) {
      const { labels, inputs } = parts();
      const assigned = await hands.run('assignPoints', inputs);
      expect(assigned).toHaveLength(3);
      expect(assigned.reduce((sum, { sizes }) => sum + sizes[0]!, 0)).toBe(500);
      expect(labels.reduce((sum, label) => sum + label)).toBe(500);
    }
  });

  it('passes on what went wrong in a worker and goes on', async () => {
    const [input] = parts().inputs;
    const wrong = { ...input!, centres: undefined as unknown as Float64Array };
    await expect(pool.run('assignPoints', [wrong, wrong])).rejects.toThrow(/undefined/);
    expect(await pool.run('assignPoints', [input!])).toHaveLength(1);
  });

  it('fails the work of a thread that dies, every time and without waiting for ever', async () => {
    const dying = new URL(
      "data:text/javascript,import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => process.exit(3));",
    );
    const doomed = await startWorkerPool(2, dying);
    const { inputs } = parts();
    for (let time = 0; time < 2; time++)
      await expect(doomed.run('assignPoints', inputs)).rejects.toThrow(/ended before its work was done/);
    await doomed.close();
  });
});
