import { randomBytes } from 'node:crypto';
import type { Database } from '../database/database.ts';
import { openDatabase } from '../database/open-database.ts';
import { openTestProxy } from './proxy.ts';

/** A PostgreSQL that can go away: a database of its own, reached through a port that can be closed. */
export interface LeavingPostgres {
  readonly database: Database;
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
  const admin = await openDatabase({ dataDir: '', url: server });
  const name = `leaving_${randomBytes(6).toString('hex')}`;
  await admin.query(`CREATE DATABASE ${name}`);
  const target = new URL(server);
  const proxy = await openTestProxy({ host: target.hostname, port: Number(target.port || 5432) });
  const url = Object.assign(new URL(server), {
    hostname: '127.0.0.1',
    port: String(proxy.port),
    pathname: name,
  });
  const database = await openDatabase({ dataDir: '', url: url.href });
  return {
    database,
    url: url.href,
    leave: proxy.close,
    freeze: proxy.freeze,
    async comeBack() {
      // what was cut or held is not taken up again
      await proxy.close();
      await proxy.open();
    },
    async close() {
      await database.close();
      await proxy.close();
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.close();
    },
  };
}
