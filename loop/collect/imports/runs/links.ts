import { type Sql, sql } from '#lib/sql';
import type { EngineSettings, Warehouse } from '#lib/store';
import type { Fact } from '../../identity/fact.ts';
import type { TablePart } from '../files/file-tables.ts';
import { compileLinks } from '../mapping/compile.ts';
import type { Import } from '../table.ts';
import { gatheredName } from './gathered.ts';
import type { Size } from './persist.ts';
import { runPart } from './run-part.ts';
import { compiledOf } from './write-part.ts';

/** Says who is who, in this order; the same facts may come again. */
export type Identify = (facts: readonly Fact[], token: string) => Promise<void>;

/** Facts that are told at a time. */
const FACTS = 20_000;

/** Which users and devices stand beside each other in the rows of an import, gathered until all of them are in. */
export class Links {
  private readonly table;

  constructor(
    private readonly warehouse: Warehouse,
    private readonly name: string,
  ) {
    this.table = sql.name(gatheredName('file_links_', name));
  }

  async open(): Promise<void> {
    await this.warehouse.run(sql`CREATE TABLE IF NOT EXISTS ${this.table} (user String, device String,
      time SimpleAggregateFunction(min, DateTime64(3, 'UTC'))) ENGINE = AggregatingMergeTree ORDER BY (device, user)`);
  }

  async drop(): Promise<void> {
    await this.warehouse.run(sql`DROP TABLE IF EXISTS ${this.table} SYNC`);
  }

  /** Notes the pairs of a part; noting them again changes nothing. */
  async add(
    entry: Import,
    part: Pick<TablePart, 'from' | 'sent'>,
    how: { settings: EngineSettings; size: Size; signal: AbortSignal },
  ): Promise<void> {
    const pairs = compileLinks(part.from, entry.mapping, compiledOf(entry, entry.started, false));
    await runPart(this.warehouse, part, sql`INSERT INTO ${this.table} ${pairs}`, how);
  }

  /** Devices that stand beside a user: their events are that user's. */
  joinedDevices(): Sql {
    return sql`SELECT device FROM ${this.table} WHERE device != '' AND device != user`;
  }

  /** As messages tell it: a device belongs to the first user it is seen with, and a user never to another. */
  async tell(project: number, identify: Identify): Promise<void> {
    let facts: Fact[] = [];
    let told = 0;
    const flush = async () => {
      if (facts.length > 0) await identify(facts, `file-${this.name}-${told++}`);
      facts = [];
    };
    const pairs = this.warehouse.each<{ user: string; device: string; time: string }>(
      sql`SELECT user, device, min(links.time) AS time FROM ${this.table} AS links GROUP BY user, device ORDER BY time, device, user`,
    );
    for await (const { user, device, time } of pairs) {
      const at = new Date(time).getTime();
      facts.push(device === '' ? ['known', project, user] : ['link', project, device, user, at]);
      if (facts.length >= FACTS) await flush();
    }
    await flush();
  }
}
