import { sql } from '#lib/sql';
import { settleEverywhere, type Warehouse } from '#lib/store';
import { chunked } from './in-chunks.ts';
import type { Link } from './take-out.ts';

/** A link as it is kept. */
export interface KeptLink extends Link {
  /** Whether a split took it away. */
  readonly cut: boolean;
  /** The batch that said so last. */
  readonly token: string;
}

/** The token of splits of a time when links were not kept: their devices stayed behind, see `Identity.open`. */
export const OLD_SPLIT = 'split before links';

const COLUMNS = ['person', 'joined', 'user', 'cut', 'token', 'version'] as const;

/** Which ids were said to be one person, each as it was said: what a split takes away, and from which the roots follow. */
export class Links {
  constructor(private readonly warehouse: Warehouse) {}

  /** The links out of some ids, cut ones too, in the order in which they were made. */
  async from(people: readonly string[]): Promise<KeptLink[]> {
    const rows = await chunked<{
      from: string;
      into: string;
      version: string;
      user: number;
      cut: number;
      token: string;
    }>(
      this.warehouse,
      people,
      (list) => sql`SELECT person AS from, joined AS into, user, cut, token, version
        FROM identity_links FINAL WHERE person IN (${list})`,
    );
    const ordered = rows.map((row) => ({ ...row, at: BigInt(row.version) }));
    ordered.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
    return ordered.map(({ from, into, user, cut, token }) => ({
      from,
      into,
      token,
      user: user === 1,
      cut: cut === 1,
    }));
  }

  /** Whether the last that happened to the links of some ids is that one was cut: they were taken out already. */
  async wereCutLast(people: readonly string[]): Promise<boolean> {
    const rows = await chunked<{ cut: number; newest: string }>(
      this.warehouse,
      people,
      (list) => sql`SELECT argMax(cut, version) AS cut, max(version) AS newest FROM identity_links FINAL
        WHERE person IN (${list}) OR joined IN (${list})`,
    );
    const newest = rows.reduce((one, other) => (BigInt(other.newest) > BigInt(one.newest) ? other : one));
    return newest.cut === 1;
  }

  /** Splits of a store of before that were not gone through yet. */
  oldSplits(): Promise<{ from: string; into: string }[]> {
    return this.warehouse.read(
      sql`SELECT person AS from, joined AS into FROM identity_links FINAL WHERE token = ${OLD_SPLIT} ORDER BY version`,
    );
  }

  /** Writes links as the newest of all. */
  async write(links: readonly KeptLink[]): Promise<void> {
    if (links.length === 0) return;
    const [row] = await this.warehouse.read<{ newest: string }>(
      sql`SELECT max(version) AS newest FROM identity_links`,
    );
    const newest = BigInt(row?.newest ?? 0);
    const lines = links.map(
      ({ from, into, user, cut, token }, at) =>
        `[${from},${into},${Number(user)},${Number(cut)},${JSON.stringify(token)},${newest + BigInt(at + 1)}]`,
    );
    await this.warehouse.insert('identity_links', Buffer.from(lines.join('\n')), {
      format: 'JSONCompactEachRow',
      columns: COLUMNS,
      touches: [],
    });
    await settleEverywhere(this.warehouse, 'identity_links');
  }
}
