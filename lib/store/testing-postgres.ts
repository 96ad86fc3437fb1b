import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';
import { openRows } from './open-rows.ts';
import type { Rows } from './rows.ts';

/** A PostgreSQL that can go away: a database of its own, reached through a port that can be closed. */
export interface LeavingPostgres {
  readonly rows: Rows;
  readonly url: string;
  /** Cuts all connections and takes no new ones. */
  leave(): Promise<void>;
  /** Passes nothing on any more, and takes connections that nobody answers, as a server that was stopped. */
  freeze(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

/** Opens one on the server whose address is given. */
export async function openLeavingPostgres(server: string): Promise<LeavingPostgres> {
  const admin = await openRows({ dataDir: '', url: server });
  const name = `leaving_${randomBytes(6).toString('hex')}`;
  await admin.query(`CREATE DATABASE ${name}`);
  const target = new URL(server);
  const sockets = new Set<Socket>();
  let frozen = false;
  const listener = createServer((client) => {
    if (frozen) {
      sockets.add(client);
      client.on('error', () => undefined);
      return;
    }
    const upstream = connect(Number(target.port || 5432), target.hostname);
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one);
      one.on('error', () => undefined);
      one.on('close', () => other.destroy());
      one.pipe(other);
    }
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => listener.listen(port, '127.0.0.1', () => resolve()));
  await listen(0);
  const { port } = listener.address() as AddressInfo;
  const url = Object.assign(new URL(server), { hostname: '127.0.0.1', port: String(port), pathname: name });
  const rows = await openRows({ dataDir: '', url: url.href });
  const leave = () =>
    new Promise<void>((resolve) => {
      listener.close(() => resolve());
      for (const socket of sockets) socket.destroy();
      sockets.clear();
    });
  return {
    rows,
    url: url.href,
    leave,
    async freeze() {
      frozen = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    async comeBack() {
      frozen = false;
      // what was cut or held is not taken up again
      if (listener.listening) await leave();
      await listen(port);
    },
    async close() {
      await rows.close();
      await leave();
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.close();
    },
  };
}
