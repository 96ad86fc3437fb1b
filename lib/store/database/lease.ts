import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Fault } from '#lib/core';
import { leaseHeld, leaseTaken, leaseUnsure } from '../faults.ts';
import { placeOfFolder } from '../folder/folder-place.ts';

/** How long a holder that gives no sign of life keeps the stores. */
const TERM_MS = 20_000;
const RENEW_MS = 4_000;
/** Nothing is written so near to the end of the term: the write takes a while, too. */
const MARGIN_MS = 3_000;
const LOOK_MS = 1_000;
/** How long a statement about the lease may take. */
const STATEMENT_MS = 5_000;
/** How long connections of an earlier holder may take to end. */
const CUT_MS = 10_000;

export const LEASE_TABLE = 'linger_lease';
const CREATE = `CREATE TABLE IF NOT EXISTS ${LEASE_TABLE} (one boolean PRIMARY KEY DEFAULT true CHECK (one), token text NOT NULL,
  host text NOT NULL, pid integer NOT NULL, folder text NOT NULL, place text NOT NULL, since timestamptz NOT NULL, until timestamptz NOT NULL)`;
const UNTIL = `clock_timestamp() + interval '${TERM_MS} milliseconds'`;
/** A term that ran out may be taken by anybody; one that runs, by who holds the lock of the same folder: then its holder is dead. */
const TAKE = `INSERT INTO ${LEASE_TABLE} AS held VALUES (true, $1, $2, $3, $4, $5, clock_timestamp(), ${UNTIL})
  ON CONFLICT (one) DO UPDATE SET token = excluded.token, host = excluded.host, pid = excluded.pid, folder = excluded.folder,
    place = excluded.place, since = excluded.since, until = excluded.until
  WHERE held.until < clock_timestamp() OR held.place = excluded.place RETURNING token`;
const RENEW = `UPDATE ${LEASE_TABLE} SET until = ${UNTIL} WHERE token = $1 RETURNING token`;
const HOLDER = `SELECT token, host, pid, folder, to_char(since AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS since,
  extract(epoch FROM until)::float8 AS until FROM ${LEASE_TABLE}`;

/** How the connections of one holder are called at the server. */
const nameOf = (token: string) => `linger ${token}`;
/** Connections of earlier holders: one that was frozen must not go on with a transaction when it wakes. */
const CUT = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()
  AND usename = current_user AND application_name LIKE 'linger %' AND application_name <> $1`;

interface Holder {
  readonly token: string;
  readonly host: string;
  readonly pid: number;
  readonly folder: string;
  readonly since: string;
  readonly until: number;
}

export interface LeaseOptions {
  /** The data folder that is served with the stores. */
  readonly folder: string;
  /** Whether the table of the lease may be made; without it there is none to take, as in the store of an older program. */
  readonly makes: boolean;
  /** Hears that another holder is looked at for a while, whether it lives. */
  onWait?(holder: Fault): void;
}

/** The right to write to a pair of stores, of one process at a time. */
export class Lease {
  readonly lost: Promise<Fault>;
  private tellLost: (fault: Fault) => void = () => undefined;
  private fault: Fault | undefined;
  private renewal: Promise<void> | undefined;
  private readonly timer: NodeJS.Timeout;

  private constructor(
    private readonly pool: pg.Pool,
    readonly token: string,
    private readonly folder: string,
    private granted: Moment,
  ) {
    this.lost = new Promise((resolve) => {
      this.tellLost = resolve;
    });
    this.timer = setInterval(() => void this.renew().catch(() => undefined), RENEW_MS).unref();
  }

  /** Takes the lease of the row store at `url`; waits for one whose holder is dead, and refuses when it lives. */
  static async take(
    url: string,
    { folder, makes, onWait }: LeaseOptions,
    token: string = randomUUID(),
  ): Promise<Lease | undefined> {
    const pool = new pg.Pool({
      connectionString: url,
      max: 1,
      connectionTimeoutMillis: STATEMENT_MS,
      query_timeout: STATEMENT_MS,
    });
    pool.on('error', () => undefined);
    try {
      if (makes) await pool.query(CREATE);
      else if (!(await isThere(pool))) {
        await pool.end();
        return undefined;
      }
      const granted = await waitFor(pool, token, folder, onWait);
      await cutOthers(pool, token);
      return new Lease(pool, token, folder, granted);
    } catch (cause) {
      await pool.end().catch(() => undefined);
      throw cause;
    }
  }

  /** What a connection of the holder is called, by which a later holder finds and ends it. */
  get connectionName(): string {
    return nameOf(this.token);
  }

  /** Whether the term still runs for certain, without asking. */
  get isFresh(): boolean {
    return this.fault === undefined && this.granted.age() < TERM_MS - MARGIN_MS;
  }

  /** Resolves when this process may write; asked before each write, it only asks the server when the term may have run out. */
  async hold(): Promise<void> {
    if (this.isFresh) return;
    if (this.fault) throw this.fault;
    await this.renew().catch((cause: unknown) => {
      throw this.fault ?? leaseUnsure({ seconds: Math.round(this.granted.age() / 1000) }, cause);
    });
    if (this.fault) throw this.fault;
  }

  /** Passes data on for as long as this process may write. */
  async *pass<Part>(body: AsyncIterable<Part>): AsyncIterable<Part> {
    for await (const part of body) {
      if (!this.isFresh) await this.hold();
      yield part;
    }
  }

  /** Whether a new connection belongs to the holder; asked on it, since it is the way by which rows are written. */
  async verify(client: pg.ClientBase): Promise<void> {
    const { rowCount } = await client.query(`SELECT 1 FROM ${LEASE_TABLE} WHERE token = $1`, [this.token]);
    if (rowCount !== 1) throw await this.lose();
  }

  async release(): Promise<void> {
    clearInterval(this.timer);
    await this.renewal?.catch(() => undefined);
    await this.pool
      .query(`DELETE FROM ${LEASE_TABLE} WHERE token = $1`, [this.token])
      // it runs out by itself
      .catch(() => undefined);
    await this.pool.end().catch(() => undefined);
  }

  private renew(): Promise<void> {
    this.renewal ??= this.ask().finally(() => {
      this.renewal = undefined;
    });
    return this.renewal;
  }

  private async ask(): Promise<void> {
    if (this.fault) return;
    const asked = new Moment();
    const { rowCount } = await this.pool.query(RENEW, [this.token]);
    if (rowCount === 1) this.granted = asked;
    else await this.lose();
  }

  private async lose(): Promise<Fault> {
    if (this.fault) return this.fault;
    clearInterval(this.timer);
    const by = await holderOf(this.pool).catch(() => undefined);
    this.fault ??= leaseTaken({ folder: this.folder, host: by?.host ?? '?', holder: by?.folder ?? '?' });
    this.tellLost(this.fault);
    return this.fault;
  }
}

/** A moment by two clocks: one does not jump, the other goes on while the machine sleeps. */
class Moment {
  private readonly steady = performance.now();
  private readonly wall = Date.now();

  age(): number {
    return Math.max(performance.now() - this.steady, Date.now() - this.wall);
  }
}

async function isThere(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ name: string | null }>(
    `SELECT to_regclass('${LEASE_TABLE}')::text AS name`,
  );
  return rows[0]?.name !== null;
}

async function holderOf(pool: pg.Pool): Promise<Holder | undefined> {
  const { rows } = await pool.query<Holder>(HOLDER);
  return rows[0];
}

/** Takes it as soon as nobody alive has it; a holder that renews it while it is looked at is alive. */
async function waitFor(
  pool: pg.Pool,
  token: string,
  folder: string,
  onWait: LeaseOptions['onWait'],
): Promise<Moment> {
  const me = [token, hostname(), process.pid, folder, placeOfFolder(folder)];
  for (let seen: Holder | undefined; ; await sleep(LOOK_MS)) {
    const asked = new Moment();
    const { rowCount } = await pool.query(TAKE, me);
    if (rowCount === 1) return asked;
    const holder = await holderOf(pool);
    if (!holder) continue;
    const { host, pid, folder: other, since } = holder;
    const told = leaseHeld({ host, pid, folder: other, since });
    if (seen && (seen.token !== holder.token || seen.until !== holder.until)) throw told;
    if (!seen) onWait?.(told);
    seen = holder;
  }
}

async function cutOthers(pool: pg.Pool, token: string): Promise<void> {
  for (const deadline = performance.now() + CUT_MS; performance.now() < deadline; await sleep(50)) {
    const { rowCount } = await pool.query(CUT, [nameOf(token)]);
    if (rowCount === 0) return;
  }
}
