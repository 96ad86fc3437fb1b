import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ImageDisk, mayBreakDisks, mayMount, SmallDisk } from '../../../lib/store/testing/disk.ts';
import { linger, stopAll } from '../../command/testing.ts';
import { doctor, ProductProcess, Workshop } from '../testing/product.ts';

const able = mayMount();
const breakable = mayBreakDisks();
if (!able) console.warn('skipped: full and read-only disks; run as root to mount small ones');

const message = (id: string) => ({ type: 'track', event: 'paid', userId: `u-${id}`, messageId: id });
const everyone = { who: { property: 'level', op: 'isNotSet' } };

describe.runIf(able)('a disk', () => {
  let workshop: Workshop;
  const disks: SmallDisk[] = [];
  beforeAll(async () => {
    workshop = await Workshop.open();
  }, 90_000);
  afterEach(() => {
    for (const disk of disks) disk.empty();
  });
  afterAll(async () => {
    await stopAll();
    for (const disk of disks) disk.remove();
    await workshop.close();
  });

  function newDisk(): { disk: SmallDisk; data: string } {
    const disk = new SmallDisk(join(workshop.folder, `disk-${disks.length}`), 700);
    disks.push(disk);
    return { disk, data: workshop.data(join(disk.place, 'data')) };
  }

  it('that fills up stops what writes with a sentence, loses nothing acknowledged, and all goes on when there is space', async () => {
    const { disk, data } = newDisk();
    const product = await ProductProcess.start(data);
    expect((await product.send('batch', { batch: [message('before')] })).status).toBe(200);
    expect((await product.doctor()).ill).toEqual([]);

    disk.fill(30);
    // the journal looks at the disk twice a second
    await sleep(600);
    const refused = await product.send('batch', { batch: [message('full')] }, { 'accept-language': 'zh' });
    expect([refused.status, refused.code]).toEqual([507, 'collect.journal-full']);
    expect(refused.message).toContain('已满');
    expect((await product.doctor()).ill.map(({ name }) => name)).toContain('disk');

    disk.fill(0);
    expect((await product.send('batch', { batch: [message('fuller')] })).code).toBe('collect.journal-full');
    const saved = await product.call('definition/save', { kind: 'segment', name: 'full', body: everyone });
    expect([saved.status, saved.code]).toEqual([507, 'store.disk-full']);
    const zh = await product.call('definition/save', { kind: 'segment', name: 'full', body: everyone }, 'zh');
    expect(zh.message).toContain('磁盘已满');
    expect(await product.count('paid')).toBe(1);

    disk.empty();
    await expect
      .poll(
        async () => (await product.send('batch', { batch: [message('full'), message('after')] })).status,
        {
          timeout: 10_000,
        },
      )
      .toBe(200);
    await expect.poll(() => product.count('paid'), { timeout: 20_000 }).toBe(3);
    const again = await product.call('definition/save', { kind: 'segment', name: 'again', body: everyone });
    expect([again.status, again.text]).toEqual([200, expect.stringContaining('again')]);
    expect((await product.call('segment/list')).text).toContain('"size":3');
    expect((await product.doctor()).ill).toEqual([]);
    expect(await product.stop()).toBe(0);
  }, 90_000);

  it('that is full keeps what was acknowledged when the product starts again on it', async () => {
    const { disk, data } = newDisk();
    const product = await ProductProcess.start(data);
    process.kill(await product.enginePid(), 'SIGSTOP');
    for (let i = 0; i < 20; i++)
      expect((await product.send('batch', { batch: [message(`m-${i}`)] })).status).toBe(200);
    disk.fill(0);
    await product.killAll();
    const refused = await linger(['start'], { LINGER_DATA: data, LINGER_PORT: '0' });
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('the disk is full')]);
    const zh = await linger(['start'], { LINGER_DATA: data, LINGER_PORT: '0', LANG: 'zh_CN.UTF-8' });
    expect(zh.err).toContain('磁盘已满');
    expect((await doctor(data)).ill.map(({ name }) => name)).toEqual(['disk']);
    disk.empty();
    const again = await ProductProcess.start(data, {}, product);
    await expect.poll(() => again.count('paid'), { timeout: 20_000 }).toBe(20);
    expect((await again.doctor()).ill).toEqual([]);
    expect(await again.stop()).toBe(0);
  }, 90_000);

  it('that may only be read is refused with a sentence, until it may be written', async () => {
    const { disk, data } = newDisk();
    disk.writable(false);
    for (const [LANG, sentence] of [
      ['C', 'it is mounted read-only'],
      ['zh_CN.UTF-8', '以只读方式挂载'],
    ] as const) {
      const { code, err } = await linger(['start'], { LINGER_DATA: data, LINGER_PORT: '0', LANG });
      expect([code, err]).toEqual([1, expect.stringContaining(sentence)]);
    }
    const { ill } = await doctor(data);
    expect(ill.map(({ name, found }) => [name, found])).toEqual([
      ['folder', expect.stringContaining('it is mounted read-only')],
    ]);
    disk.writable(true);
    const product = await ProductProcess.start(data);
    expect((await product.doctor()).ill).toEqual([]);
    expect(await product.stop()).toBe(0);
  }, 60_000);

  it.runIf(breakable)(
    'that turns read-only answers questions, refuses events with a sentence, says so to the health check, and stops in time',
    async () => {
      const disk = new ImageDisk(join(workshop.folder, 'turned'), 900);
      try {
        const data = workshop.data(join(disk.place, 'data'));
        const product = await ProductProcess.start(data);
        for (let i = 0; i < 20; i++)
          expect((await product.send('batch', { batch: [message(`m-${i}`)] })).status).toBe(200);
        await product.settled('paid', 20);
        process.kill(await product.enginePid(), 'SIGSTOP');
        expect((await product.send('batch', { batch: [message('waiting')] })).status).toBe(200);
        // a failing file system also loses what was not on the disk yet, which is another matter
        disk.keep();
        disk.turnReadOnly();
        process.kill(await product.enginePid(), 'SIGCONT');
        const refused = await product.send('batch', { batch: [message('late')] });
        expect([refused.status, refused.code]).toEqual([503, 'collect.journal-broken']);
        const health = await fetch(`${product.address}/healthz`);
        expect(health.status).toBe(503);
        // a statement that was under way when the disk turned may break the row store, which comes back by itself
        await product.call('definition/save', { kind: 'segment', name: 'no', body: everyone });
        await expect
          .poll(() => product.count('paid').catch(() => 0), { timeout: 30_000 })
          .toBeGreaterThanOrEqual(20);
        const saved = await product.call('definition/save', { kind: 'segment', name: 'no', body: everyone });
        // its members are worked out first, in the event store
        expect([saved.status, saved.code]).toEqual([503, 'store.events-read-only']);
        const named = await product.call('catalogue/rename', {
          names: [{ kind: 'event', name: 'paid', zh: '付款', en: 'Paid' }],
        });
        expect([named.status, named.code]).toEqual([503, 'store.rows-read-only']);
        await product.stop();
        disk.repair();
        const again = await ProductProcess.start(data, {}, product);
        await again.settled('paid', 21);
        expect(await again.stop()).toBe(0);
      } finally {
        disk.remove();
      }
    },
    120_000,
  );
});
