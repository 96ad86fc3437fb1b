import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { ProductProcess, Workshop } from '../testing/product.ts';

const MOST = 800 * 2 ** 20;
const MIB = 2 ** 20;
const program = fileURLToPath(new URL('../../../dist/linger.js', import.meta.url));

let workshop: Workshop;
beforeAll(async () => {
  workshop = await Workshop.open();
}, 90_000);
afterAll(() => workshop.close());

it('stays below 800 MB when it idles, after its very first start too', async () => {
  for (const [what, data] of [
    ['first start', join(workshop.folder, 'fresh')],
    ['later start', workshop.data()],
  ] as const) {
    const product = await ProductProcess.start(data);
    await sleep(2000);
    const { product: own, engine } = await product.memory();
    console.log(`${what}: product ${Math.round(own / MIB)} MiB, engine ${Math.round(engine / MIB)} MiB`);
    expect([what, own + engine < MOST]).toEqual([what, true]);
    expect(await product.stop()).toBe(0);
  }
}, 90_000);

it('starts although its first starts were killed at any moment', async () => {
  const data = join(workshop.folder, 'unfinished');
  const random = seededRandom(5);
  for (let round = 0; round < 6; round++) {
    const child = spawn(process.execPath, [program, 'start'], {
      stdio: 'ignore',
      env: { PATH: process.env.PATH, HOME: process.env.HOME, LINGER_DATA: data, LINGER_PORT: '0' },
    });
    await sleep(300 + random() * 3000);
    child.kill('SIGKILL');
    await once(child, 'close');
  }
  const product = await ProductProcess.start(data);
  expect((await product.send('track', { event: 'there', userId: 'u1' })).status).toBe(200);
  await product.settled('there', 1);
  expect((await product.doctor()).ill).toEqual([]);
  expect(await product.stop()).toBe(0);
}, 120_000);
