import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { actionWords } from './action-words.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

const sources = ['loop', 'app/product', 'app/server'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(root, folder, file), 'utf8')),
);

/** Operations that say what is written into the audit log, and entries that are written by hand. */
const recorded = sources.flatMap((text) => [
  ...[...text.matchAll(/\n {4}'?([a-z/-]+)'?: operation\(\{\n((?: {6}.*\n)*)/g)].flatMap(([, name, body]) =>
    name !== undefined && body?.includes('\n      audited:') ? [name] : [],
  ),
  ...[...text.matchAll(/action: '([a-z/-]+)'/g)].flatMap(([, name]) => name ?? []),
]);

it('has words in both languages for everything that the audit log records', () => {
  expect(recorded).toEqual(expect.arrayContaining(['key/create', 'person/export', 'login/failed', 'backup']));
  expect(recorded.filter((name) => !(name in actionWords))).toEqual([]);
});
