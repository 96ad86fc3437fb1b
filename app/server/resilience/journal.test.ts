import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linger } from '../../command/testing.ts';
import { doctor, ProductProcess, Workshop } from '../testing/product.ts';

const SENT = 40;

let workshop: Workshop;
beforeAll(async () => {
  workshop = await Workshop.open();
}, 90_000);
afterAll(() => workshop.close());

/** A product whose engine is stuck, so that all it acknowledged is in its journal and nowhere else; then it dies. */
async function dieWithFullJournal(): Promise<{ data: string; product: ProductProcess; file: string }> {
  const data = workshop.data();
  const product = await ProductProcess.start(data);
  process.kill(await product.enginePid(), 'SIGSTOP');
  for (let i = 0; i < SENT; i++) {
    const message = { type: 'track', event: 'paid', userId: `u-${i}`, messageId: `m-${i}` };
    expect((await product.send('batch', { batch: [message] })).status).toBe(200);
  }
  await product.killAll();
  const files = readdirSync(join(data, 'journal')).sort();
  return { data, product, file: join(data, 'journal', files.at(-1)!) };
}

describe('a journal', () => {
  it('with a torn end gives all that was acknowledged, once', async () => {
    const { data, product, file } = await dieWithFullJournal();
    const bytes = readFileSync(file);
    appendFileSync(file, bytes.subarray(0, Math.floor(bytes.length / SENT) - 3));
    const again = await ProductProcess.start(data, {}, product);
    await expect.poll(() => again.count('paid'), { timeout: 20_000 }).toBe(SENT);
    expect((await again.doctor()).ill).toEqual([]);
    expect(await again.stop()).toBe(0);
  }, 60_000);

  it('with a damaged place loses that place only, and the doctor says so until it is seen to', async () => {
    const { data, product, file } = await dieWithFullJournal();
    const bytes = readFileSync(file);
    bytes.fill(0xff, bytes.length / 2, bytes.length / 2 + 8);
    writeFileSync(file, bytes);
    const again = await ProductProcess.start(data, {}, product);
    await expect.poll(() => again.count('paid'), { timeout: 20_000 }).toBeGreaterThanOrEqual(SENT - 2);
    expect(await again.count('paid')).toBeLessThan(SENT);
    const { code, ill } = await again.doctor();
    expect([code, ill.map(({ name }) => name)]).toEqual([1, ['journal']]);
    const zh = await linger(['doctor'], { LINGER_DATA: data, LANG: 'zh_CN.UTF-8' });
    expect(zh.out).toContain('损坏');

    for (let i = 0; i < SENT; i++)
      await again.send('track', { event: 'paid', userId: `u-${i}`, messageId: `m-${i}` });
    await expect.poll(() => again.count('paid'), { timeout: 20_000 }).toBe(SENT);
    expect(await again.stop()).toBe(0);
    for (const name of readdirSync(join(data, 'journal'))) rmSync(join(data, 'journal', name));
    expect((await doctor(data)).ill).toEqual([]);
  }, 60_000);
});
