import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer as createHttp } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openTestWarehouse } from '../../../lib/store/testing/stores.ts';
import { linger, stopAll } from '../../command/testing.ts';
import { doctor, ProductProcess, Workshop } from '../testing/product.ts';

let workshop: Workshop;
let data: string;
const servers: Server[] = [];
beforeAll(async () => {
  workshop = await Workshop.open();
  data = workshop.data();
}, 90_000);
afterEach(async () => {
  await stopAll();
  for (const server of servers.splice(0)) server.close();
});
afterAll(() => workshop.close());

async function listening(server: Server): Promise<number> {
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** A server that takes every connection, and says what `answer` gives to the first bytes; nothing when there is none. */
function portThatAnswers(answer?: Buffer | string): Promise<number> {
  return listening(
    createServer((socket: Socket) => {
      socket.unref().on('error', () => undefined);
      socket.once('data', () => answer && socket.end(answer));
    }),
  );
}

/** What PostgreSQL answers to a wrong password: an ErrorResponse of its protocol. */
function wrongPassword(): Buffer {
  const fields = Buffer.from('SFATAL\0C28P01\0Mpassword authentication failed for user "shop"\0\0');
  const head = Buffer.from('E\0\0\0\0');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}

/** The folder as one that belongs with servers where the settings name some. */
function belongWith({ DATABASE_URL, CLICKHOUSE_URL }: Record<string, string>): void {
  const file = join(data, 'installation.json');
  const { id } = JSON.parse(readFileSync(file, 'utf8'));
  const place = (url: string | undefined) => (url === undefined ? 'embedded' : 'a server');
  writeFileSync(file, JSON.stringify({ id, rows: place(DATABASE_URL), columns: place(CLICKHOUSE_URL) }));
}

/** Refused with one sentence in each language, and the doctor says the same while it is wrong and nothing after. */
async function refused(variables: Record<string, string>, en: string, zh: string): Promise<void> {
  belongWith(variables);
  for (const [LANG, sentence] of [
    ['C', en],
    ['zh_CN.UTF-8', zh],
  ] as const) {
    const { code, err } = await linger(['migrate'], {
      LINGER_DATA: data,
      LINGER_PORT: '0',
      LANG,
      ...variables,
    });
    expect([code, err]).toEqual([1, expect.stringContaining(sentence)]);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).not.toContain('secret');
  }
  const { code, ill } = await doctor(data, variables);
  expect([code, ill]).toEqual([1, [expect.objectContaining({ found: expect.stringContaining(en) })]]);
  belongWith({});
}

describe('the product refuses to start, in a sentence,', () => {
  it.each([
    [
      'postgres://shop:secret@no-such-host.invalid/shop',
      'cannot reach PostgreSQL at no-such-host.invalid',
      '连不上 PostgreSQL',
    ],
    [
      'postgres://shop:secret@127.0.0.1:1/shop',
      'cannot reach PostgreSQL at 127.0.0.1:1',
      '连不上 PostgreSQL',
    ],
    ['shop on the other machine', 'DATABASE_URL is not an address', 'DATABASE_URL 不是正确的地址'],
  ])('with DATABASE_URL %s', (url, en, zh) => refused({ DATABASE_URL: url }, en, zh), 60_000);

  it('when PostgreSQL does not know the password', async () => {
    const port = await portThatAnswers(wrongPassword());
    const url = `postgres://shop:secret@127.0.0.1:${port}/shop`;
    await refused(
      { DATABASE_URL: url },
      `PostgreSQL at 127.0.0.1:${port} refuses the user, password, database or encryption`,
      '不接受 DATABASE_URL 里的用户、密码、数据库或加密方式',
    );
  }, 60_000);

  it('when something else than PostgreSQL answers', async () => {
    const port = await portThatAnswers('HTTP/1.1 400 Bad Request\r\n\r\n');
    const url = `postgres://shop:secret@127.0.0.1:${port}/shop`;
    await refused({ DATABASE_URL: url }, `cannot reach PostgreSQL at 127.0.0.1:${port}`, '连不上 PostgreSQL');
  }, 60_000);

  it.each([
    [
      'http://no-such-host.invalid:8123',
      'cannot reach ClickHouse at no-such-host.invalid:8123',
      '连不上 ClickHouse',
    ],
    ['http://127.0.0.1:1/shop', 'cannot reach ClickHouse at 127.0.0.1:1', '连不上 ClickHouse'],
    ['tcp://127.0.0.1:9000', 'CLICKHOUSE_URL is not an address', 'CLICKHOUSE_URL 不是正确的地址'],
  ])('with CLICKHOUSE_URL %s', (url, en, zh) => refused({ CLICKHOUSE_URL: url }, en, zh), 60_000);

  it('when ClickHouse does not know the password', async () => {
    const warehouse = await openTestWarehouse();
    const engine = await warehouse.engine();
    const { host } = new URL(engine?.url ?? '');
    await refused(
      { CLICKHOUSE_URL: `http://default:secret@${host}` },
      `ClickHouse at ${host} refuses the user, password or database`,
      '不接受 CLICKHOUSE_URL 里的用户、密码或数据库',
    );
    await warehouse.close();
  }, 60_000);

  it('when something else than ClickHouse answers, or nothing does', async () => {
    const page = await listening(createHttp((_, response) => response.writeHead(404).end('<html>no</html>')));
    await refused(
      { CLICKHOUSE_URL: `http://127.0.0.1:${page}` },
      'cannot reach ClickHouse',
      '连不上 ClickHouse',
    );
    const silent = await portThatAnswers();
    const variables = { LINGER_DATA: data, LINGER_PORT: '0', CLICKHOUSE_URL: `http://127.0.0.1:${silent}` };
    belongWith(variables);
    const { code, err } = await linger(['migrate'], variables);
    belongWith({});
    expect([code, err]).toEqual([1, expect.stringContaining('cannot reach ClickHouse')]);
  }, 90_000);

  it('when its port is taken', async () => {
    const port = await portThatAnswers();
    const variables = { LINGER_DATA: data, LINGER_PORT: String(port) };
    const { code, err } = await linger(['start'], variables);
    expect([code, err]).toEqual([1, expect.stringContaining(`port ${port} on 127.0.0.1 is taken`)]);
    const zh = await linger(['start'], { ...variables, LANG: 'zh_CN.UTF-8' });
    expect(zh.err).toContain('已被其他程序占用');
  }, 60_000);

  it('when another one has the folder, also of two that start at the same moment', async () => {
    const product = await ProductProcess.start(data);
    const second = await linger(['start'], { LINGER_DATA: data, LINGER_PORT: '0' });
    expect([second.code, second.err]).toEqual([1, expect.stringContaining(`process ${product.pid}`)]);
    expect((await product.send('track', { event: 'still', userId: 'u1' })).status).toBe(200);
    expect(await product.stop()).toBe(0);

    const both = [1, 2, 3].map(async () => {
      try {
        return await ProductProcess.start(data, {}, product);
      } catch (error) {
        return String(error);
      }
    });
    const started = await Promise.all(both);
    const alive = started.filter((one) => one instanceof ProductProcess);
    expect(alive).toHaveLength(1);
    await expect.poll(() => alive[0]!.count('still')).toBe(1);
    expect((await alive[0]!.doctor()).ill).toEqual([]);
    expect(await alive[0]!.stop()).toBe(0);
  }, 60_000);
});
