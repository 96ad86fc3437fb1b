import { afterAll, beforeAll, expect, it } from 'vitest';
import type { z } from 'zod';
import type { Operation, Viewer } from '#loop/access';
import { definitionOperations } from './operations.ts';
import { type Kitchen, openKitchen } from './testing.ts';

let kitchen: Kitchen;
let operations: ReturnType<typeof definitionOperations>;
let cook: Viewer;
let guest: Viewer;
const call = { signal: new AbortController().signal, address: 'test' };
const run = <I extends z.ZodType, O extends z.ZodType, R>(
  operation: Operation<I, O, R>,
  viewer: Viewer,
  input: z.input<I>,
): Promise<R> => operation.run(viewer, operation.input.parse(input), call);
beforeAll(async () => {
  kitchen = await openKitchen();
  operations = definitionOperations({
    definitions: kitchen.definitions,
    namingFor: async () => kitchen.naming,
  });
  cook = await kitchen.member('analyst');
  guest = await kitchen.member('viewer');
}, 60_000);
afterAll(() => kitchen.close());

it('a kind that nobody knew before has everything from its one registration', async () => {
  const { kinds } = await run(operations['definition/kinds'], guest, {});
  expect(kinds.map(({ name, page }) => [name, page])).toEqual([
    ['recipe', '/recipes/{id}'],
    ['menu', '/menus/{id}'],
  ]);
  const soup = await run(operations['definition/save'], cook, {
    kind: 'recipe',
    name: '热汤',
    folder: ' 冬天 / 夜 ',
    body: { dish: 'ＳＯＵＰ' },
  });
  expect(soup).toMatchObject({
    page: `/recipes/${soup.id}`,
    about: { zh: '做ＳＯＵＰ', en: 'cooks ＳＯＵＰ' },
    folder: '冬天/夜',
  });
  const menu = await run(operations['definition/save'], cook, {
    kind: 'menu',
    name: 'Sunday',
    body: { recipe: soup.id },
  });
  const changed = await run(operations['definition/save'], cook, {
    id: soup.id,
    version: 1,
    body: { dish: 'broth' },
  });
  expect(changed.touches).toEqual({
    definitions: [expect.objectContaining({ kind: 'menu', name: 'Sunday' })],
    hidden: 0,
  });
  const { difference } = await run(operations['definition/difference'], cook, {
    id: soup.id,
    from: 1,
    to: 2,
  });
  expect(difference).toEqual([
    {
      field: { zh: '菜名', en: 'Dish' },
      before: { zh: 'ＳＯＵＰ', en: 'ＳＯＵＰ' },
      after: { zh: 'broth', en: 'broth' },
    },
  ]);
  expect(await run(operations['definition/get'], guest, { id: soup.id, version: 1 })).toMatchObject({
    body: { dish: 'ＳＯＵＰ' },
  });
  const other = await run(operations['definition/save'], cook, {
    kind: 'recipe',
    name: 'tea',
    body: { dish: 'tea' },
  });
  await run(operations['definition/save'], cook, { id: menu.id, version: 1, body: { recipe: other.id } });
  const { versions } = await run(operations['definition/versions'], cook, { id: menu.id });
  expect(versions[0]?.difference).toMatchObject([{ before: { en: '热汤' }, after: { en: 'tea' } }]);
  expect(await run(operations['definition/uses'], cook, { id: other.id })).toMatchObject({
    events: ['tea'],
    properties: [{ of: 'person', name: 'taste' }],
  });
});

it('one search finds all kinds by name, folder and what they are about, whatever the width and case of letters', async () => {
  const names = async (input: z.input<(typeof operations)['definition/list']['input']>) =>
    (await run(operations['definition/list'], guest, input)).definitions.map(({ name }) => name).sort();
  expect(await names({ search: 'BROTH cooks' })).toEqual(['热汤']);
  expect(await names({ search: 'sun' })).toEqual(['Sunday']);
  expect(await names({ search: '冬天' })).toEqual(['热汤']);
  expect(await names({ folder: '冬天' })).toEqual(['热汤']);
  expect(await names({ folder: '冬' })).toEqual([]);
  expect(await names({ kind: 'menu' })).toEqual(['Sunday']);
  await expect(names({ kind: 'spell' })).rejects.toThrow('unknown kind: spell');
});

it('what a viewer may not see is in no list, search, use or version of his', async () => {
  const secret = await run(operations['definition/save'], cook, {
    kind: 'recipe',
    name: 'hush',
    body: { dish: 'secret' },
    sharing: [],
  });
  const open = await run(operations['definition/save'], cook, {
    kind: 'menu',
    name: 'open',
    body: { recipe: secret.id },
  });
  expect(JSON.stringify(await run(operations['definition/list'], guest, { search: 'hush' }))).not.toContain(
    'hush',
  );
  expect(await run(operations['definition/uses'], guest, { id: open.id })).toMatchObject({
    definitions: [],
    hidden: 1,
  });
  const seen = JSON.stringify([
    await run(operations['definition/get'], guest, { id: open.id }),
    await run(operations['definition/versions'], guest, { id: open.id }),
    await run(operations['definition/used-by'], guest, { of: 'event', name: 'secret' }),
    await run(operations['definition/export'], guest, {}),
  ]);
  expect(seen).not.toContain('hush');
});
