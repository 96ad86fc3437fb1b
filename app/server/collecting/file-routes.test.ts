import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { linger } from '../../command/testing.ts';
import { ProductProcess, Workshop } from '../testing/product.ts';

const sent = z.object({ file: z.string(), name: z.string(), bytes: z.int() });
const proposed = z.object({ layout: z.looseObject({}), mapping: z.looseObject({}) });
const started = z.object({ id: z.string(), before: z.boolean() });
const ran = z.object({ state: z.string(), rows: z.int(), rejected: z.int() });
const faulty = z.object({ error: z.object({ code: z.string() }) });

const body = 'user,time,amount\nu1,2025-03-01,10\nu2,2025-03-02,20\n';

describe('POST /api/file/upload', () => {
  let workshop: Workshop;
  let product: ProductProcess;
  let viewerKey: string;
  beforeAll(async () => {
    workshop = await Workshop.open();
    product = await ProductProcess.start(workshop.data());
    const made = await linger(['key', 'create', '--role', 'viewer', '--json'], { LINGER_DATA: product.data });
    viewerKey = z.object({ key: z.string() }).parse(JSON.parse(made.out)).key;
  }, 60_000);
  afterAll(() => workshop.close());

  const upload = async (key: string | undefined, query = '?name=orders.csv') => {
    const response = await fetch(`${product.address}/api/file/upload${query}`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', ...(key ? { authorization: `Bearer ${key}` } : {}) },
      body,
    });
    return { status: response.status, body: await response.json() };
  };
  const codeOf = ({ status, body }: { status: number; body: unknown }) =>
    `${status} ${faulty.parse(body).error.code}`;

  it('takes a file that then becomes events, once', async () => {
    const { file, ...rest } = sent.parse((await upload(product.key)).body);
    expect(rest).toEqual({ name: 'orders.csv', bytes: body.length });
    const proposal = await product.get('file/propose', { file, wishes: { event: 'order' } }, proposed);
    const { layout, mapping } = proposal;
    const run = await product.get('file/import', { file, layout, mapping, again: false }, started);
    const state = () => product.get('file/run', { id: run.id }, ran);
    while ((await state()).state === 'running') await sleep(20);
    expect(await state()).toEqual({ state: 'done', rows: 2, rejected: 0 });
    const second = sent.parse((await upload(product.key)).body);
    const again = await product.get(
      'file/import',
      { file: second.file, layout, mapping, again: false },
      started,
    );
    expect(again).toEqual({ id: run.id, before: true });
    await product.settled('order', 2);
  }, 30_000);

  it('lets in only who may change what is there', async () => {
    expect((await upload(undefined)).status).toBe(401);
    expect((await upload('lk_made_up')).status).toBe(401);
    expect((await upload(product.writeKey)).status).toBeGreaterThanOrEqual(401);
    expect((await upload(viewerKey)).status).toBe(403);
  });

  it('wants a name, and refuses at once what is announced as larger than any disk', async () => {
    expect(codeOf(await upload(product.key, ''))).toMatch(/^400 /);
    expect(codeOf(await upload(product.key, '?name=%20'))).toMatch(/^400 /);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const asked = request(`${product.address}/api/file/upload?name=huge.csv`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${product.key}`,
          'content-type': 'text/csv',
          'content-length': 2 * 1024 ** 4,
        },
      });
      asked.on('response', ({ statusCode }) => {
        resolve(statusCode);
        asked.destroy();
      });
      asked.on('error', reject);
      asked.flushHeaders();
    });
    expect(status).toBe(413);
  });
});
