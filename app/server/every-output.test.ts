import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { Download, ReadyJson } from '#lib/operation';
import { type Viewer, viewerOf } from '#loop/access';
import { analyses } from '#loop/ask';
import { checkInput } from '../product/check-input.ts';
import { type Api, compose } from '../product/operations.ts';
import { openProduct, type Product } from '../product/product.ts';

const data = mkdtempSync(join(tmpdir(), 'linger-outputs-'));
const origin = { address: '127.0.0.1', agent: 'test' };
const called = new Set<string>();
let product: Product;
let operations: ReturnType<typeof compose>;
let viewer: Viewer;

beforeAll(async () => {
  product = await openProduct({ data }, 'make');
  operations = compose(product);
  const password = 'a good long password';
  await product.access.createAdmin({ email: 'owner@example.com', password });
  const token = await product.access.login('owner@example.com', password, origin);
  viewer = viewerOf(await product.access.session(token), undefined, 'en');
}, 240_000);
afterAll(async () => {
  await product.close();
  await rm(data, { recursive: true, force: true });
}, 60_000);

/** Runs an operation and holds what it gives against its schema, in which nothing may stand that is not declared. */
async function call<Name extends keyof Api>(name: Name, input: Api[Name]['input']) {
  called.add(name);
  const operation = operations[name] as (typeof operations)['ask'];
  const checked = checkInput(operation.input, input, 'en');
  const given: unknown = await operation.run(viewer, checked, {
    signal: new AbortController().signal,
    address: '',
  });
  if (given instanceof Download) for await (const _ of given.body);
  const value = given instanceof ReadyJson ? given.toJSON() : given;
  const { error } = (operation.output as z.ZodType).safeParse(value);
  expect([name, error && z.prettifyError(error)]).toEqual([name, undefined]);
  return JSON.parse(JSON.stringify(value ?? null)) as Api[Name]['output'];
}

const span = { last: 400, unit: 'day' } as const;
const trend = { kind: 'trend', span, series: [{ event: 'Order Paid', count: 'people' }] };

it('answers of the account, the project and its members are as their schemas say', async () => {
  await call('account/me', {});
  await call('account/language', { language: 'en' });
  await call('account/password', { present: 'a good long password', next: 'another good long password' });
  await call('session/list', {});
  await product.access.login('owner@example.com', 'another good long password', origin);
  const sessions = await call('session/list', {});
  await call('session/revoke', { id: sessions.find(({ present }) => !present)?.id ?? '' });
  await call('project/list', {});
  await call('project/create', { name: 'second' });
  await call('project/update', { name: 'first', internal: { property: '$id', op: 'is', values: ['x'] } });
  await call('project/list', {});
  await call('account/me', {});
  await call('project/update', { internal: null });
  const key = await call('key/create', { kind: 'write', name: 'site' });
  await call('key/create', { kind: 'api', name: 'script', role: 'analyst' });
  await call('key/list', {});
  await call('key/revoke', { id: key.id });
  await call('key/list', {});
  await call('member/invite', { email: 'gone@example.com', role: 'viewer' });
  const [invited] = await call('invitation/list', {});
  await call('invitation/revoke', { id: invited?.id ?? '' });
  const { token } = await call('member/invite', { email: 'guest@example.com', role: 'viewer' });
  await product.access.accept(token, { password: 'the guest has a password' }, origin);
  const guest = (await call('member/list', {})).find(({ role }) => role === 'viewer')?.account ?? '';
  await call('member/role', { account: guest, role: 'analyst' });
  await call('definition/sharing', { id: (await saved('shared')).id });
  await call('member/remove', { account: guest });
  await call('audit/list', {});
});

const saved = (name: string) => call('definition/save', { kind: 'question', name, body: trend });

it('answers about data are as their schemas say', async () => {
  await call('demo/state', {});
  await call('demo/load', { people: 200 });
  const [{ id } = { id: '' }] = (await call('run/list', { kind: 'demo' })).runs;
  await call('run/cancel', { id });
  await expect.poll(async () => (await call('run/get', { id })).state, { timeout: 60_000 }).toBe('cancelled');
  await call('run/retry', { id });
  await expect.poll(async () => (await call('demo/state', {})).state, { timeout: 120_000 }).toBe('done');
  await call('demo/state', {});
  await product.collect.receive({
    project: viewer.project.id,
    messages: [
      { type: 'track', userId: 'u1' },
      { type: 'identify', userId: 'u1', traits: { city: 'Bern' } },
      { type: 'alias', userId: 'u1', previousId: 'u0' },
    ],
  });
  await product.collect.settle();
  await call('live/recent', {});
  await call('source/status', {});
  await call('reject/list', {});
  await call('reject/download', {});
  await call('event/list', {});
  await call('property/list', { owner: 'event' });
  await call('property/list', { owner: 'person' });
  await call('property/values', { owner: 'event', name: 'city' });
  await call('catalogue/rename', { names: [{ kind: 'event', name: 'Order Paid', en: 'Paid' }] });
  const { people } = await call('person/list', { columns: ['city'] });
  await call('person/count', {});
  const person = people[0]?.person ?? '';
  await call('person/get', { person });
  await call('person/portrait', { person });
  await call('person/timeline', { person });
  await call('person/export', { as: 'xlsx' });
  await call('identity/split', { id: 'u0' });
  await call('ask/reach', {});
  for (const [kind, { examples }] of Object.entries(analyses))
    for (const { question } of examples) {
      await call('ask', { kind, ...question });
      await call('ask', { kind, ...question, compare: 'previous' }).catch((error: unknown) => {
        if ((error as { status?: number }).status !== 400) throw error;
      });
    }
  const point = { series: 0, period: 0 };
  await call('ask/edges', { question: trend, property: 'amount' });
  await call('ask/explain', trend);
  await call('ask/point', { question: trend, point });
  await call('ask/people', { question: trend, point });
  await call('ask/people/export', { question: trend, point });
  await call('ask/download', { question: trend, as: 'csv' });
}, 240_000);

it('answers about files are as their schemas say', async () => {
  const text =
    'user,time,amount,city\nu1,2026-01-02 10:00:00,5,Bern\nu2,not a time,7,Genf\nNULL,2026-01-03,8,Bern\n';
  const { id: file } = await product.files.upload(viewer, 'orders.csv', Readable.from([text]));
  const { layout, mapping } = await call('file/propose', { file });
  await call('file/preview', { file, layout, mapping });
  await call('file/dry-run', { file, layout, mapping });
  const { id } = await call('file/import', { file, layout, mapping });
  await expect.poll(async () => (await call('file/run', { id })).state, { timeout: 60_000 }).toBe('done');
  await call('file/runs', {});
  await call('ask/first', { source: `file:${id}` });
  const again = await product.files.upload(viewer, 'again.csv', Readable.from([text]));
  expect((await call('file/propose', { file: again.id })).before).toHaveLength(1);
  await call('file/cancel', { id });
  await call('file/remove-run', { id });
}, 120_000);

it('answers about what is kept are as their schemas say', async () => {
  await call('definition/kinds', {});
  const one = await saved('paid');
  await call('definition/save', { id: one.id, version: 1, body: { ...trend, unit: 'week' } });
  await call('definition/list', { search: 'paid' });
  await call('definition/get', { id: one.id });
  await call('definition/get', { id: one.id, version: 1 });
  await call('definition/versions', { id: one.id });
  await call('definition/difference', { id: one.id, from: 1, to: 2 });
  await call('definition/restore', { id: one.id, version: 1 });
  await call('definition/copy', { id: one.id, name: 'paid too' });
  await call('definition/move', { ids: [one.id], folder: 'a/b' });
  await call('definition/favourite', { id: one.id });
  await call('definition/share', {
    id: one.id,
    sharing: [
      { with: 'project', may: 'view' },
      { role: 'viewer', may: 'view' },
    ],
  });
  const segment = await call('definition/save', {
    kind: 'segment',
    name: 'buyers',
    body: { who: { did: { event: 'Order Paid' } } },
  });
  const listed = await call('segment/upload', { name: 'listed', text: 'u1\nnobody' });
  await call('definition/save', { kind: 'segment', name: 'inner', body: { who: { inSegment: segment.id } } });
  await call('segment/list', {});
  await call('segment/get', { id: segment.id });
  await call('segment/refresh', { id: segment.id });
  await call('segment/changes', { id: segment.id });
  await call('segment/moved', { id: segment.id, inside: true });
  await call('segment/overlap', { one: segment.id, other: listed.id });
  await call('definition/uses', { id: one.id });
  await call('definition/used-by', { id: segment.id });
  await call('definition/used-by', { of: 'event', name: 'Order Paid' });
  const { files } = await call('definition/export', {});
  await call('definition/apply', { files, dryRun: true });
  await call('definition/trash', { id: one.id });
  await call('definition/list', { trashed: true });
}, 120_000);

it('answers of every operation were looked at', () => {
  expect(Object.keys(operations).filter((name) => !called.has(name))).toEqual([]);
});
