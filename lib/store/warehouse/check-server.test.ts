import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { openTestWarehouse } from '../testing/stores.ts';
import { openWarehouse } from './open-warehouse.ts';

let server: Server | undefined;
afterEach(() => server?.close());

/** What a server of another kind says to each statement. */
async function stranger(status: number, code: string, body: string): Promise<string> {
  server = createServer((_, response) => {
    response.writeHead(status, code ? { 'X-ClickHouse-Exception-Code': code } : {}).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/linger`;
}
const open = (url: string) => openWarehouse({ dataDir: '', url });

it.each([
  ['24.8.14.39', '0', 'store.columns-too-old'],
  ['26.5.9.1', '0', 'store.columns-too-old'],
  ['26.6.1.1', '2', 'store.columns-read-only'],
])('refuses a server of version %s whose readonly is %s', async (version, readonly, code) => {
  const url = await stranger(200, '', `${JSON.stringify({ version, readonly })}\n`);
  await expect(open(url)).rejects.toMatchObject({ code });
});

it('takes a newer server, and says of one that takes no settings that it is read-only', async () => {
  const warehouse = await open(
    await stranger(200, '', `${JSON.stringify({ version: '27.1.0.1', readonly: '0' })}\n`),
  );
  await warehouse.close();
  server?.close();
  const refusal =
    "Code: 164. DB::Exception: Cannot modify 'max_query_size' setting in readonly mode. (READONLY)";
  await expect(open(await stranger(500, '164', refusal))).rejects.toMatchObject({
    code: 'store.columns-read-only',
  });
});

it('takes the engine of the house for a server, reached by its address', async () => {
  const engine = await openTestWarehouse();
  const at = await engine.engine();
  const warehouse = await open(
    `http://default:${at?.password}@${at?.url.slice('http://'.length)}/${at?.database}`,
  );
  expect(warehouse.login).toEqual({ user: 'default', password: at?.password });
  await warehouse.close();
  await engine.close();
});
