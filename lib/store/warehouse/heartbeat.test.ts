import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Heartbeat, Silence } from './heartbeat.ts';

/** A server that answers `/ping`, and hangs in everything else. */
async function listen(pings: () => boolean) {
  const server = createServer((request, response) => {
    if (request.url === '/ping' && pings()) response.end('Ok.\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url, close };
}

it('gives up on a server without a sign of life, and never on one that is only slow', async () => {
  let alive = true;
  let silences = 0;
  const server = await listen(() => alive);
  const ping = (signal: AbortSignal) => fetch(`${server.url}/ping`, { signal });
  const heartbeat = new Heartbeat(ping, () => silences++, 200, 20);
  const slow = heartbeat.during(undefined, (signal) => fetch(`${server.url}/work`, { signal }));
  const outcome = slow.then(
    () => 'answered',
    (cause: unknown) => cause,
  );
  await sleep(600);
  expect(silences).toBe(0);
  alive = false;
  expect(await outcome).toBeInstanceOf(Silence);
  expect(silences).toBe(1);
  server.close();
});

it('asks nothing while nobody waits', async () => {
  let asked = 0;
  const heartbeat = new Heartbeat(
    async () => asked++,
    () => undefined,
    100,
    5,
  );
  await heartbeat.during(undefined, async () => 'done');
  await sleep(50);
  expect(asked).toBe(0);
});
