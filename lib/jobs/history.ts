import { and, asc, desc, eq, exists, inArray, isNull, lte, not, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Words } from '#lib/core';
import type { Database } from '#lib/store';
import { sameUnderway } from './faults.ts';
import { type RunRow, type RunState, runs, schedules } from './table.ts';

/** How many lines a run keeps of what it tells. */
export const LOG_LINES = 100;
const KEPT_DAYS = 30;
const DAY_MS = 86_400_000;

type Change = Partial<typeof runs.$inferInsert>;

/** The runs as they stand in the database. */
export class History {
  constructor(private readonly database: Database) {}

  /** Adds one that waits, or gives the one of the same key that waits already; it is then due no later. */
  async add(run: Omit<typeof runs.$inferInsert, 'state'>, joinsRunning: boolean): Promise<RunRow> {
    const { db } = this.database;
    if (joinsRunning) {
      const same = and(eq(runs.kind, run.kind), eq(runs.key, run.key), eq(runs.state, 'running'));
      const [running] = await db.select().from(runs).where(same);
      if (running) return running;
    }
    const [added] = await db
      .insert(runs)
      .values({ ...run, state: 'waiting' })
      .onConflictDoUpdate({
        target: [runs.kind, runs.key],
        targetWhere: sql`state = 'waiting'`,
        set: {
          due: sql`least(${runs.due}, excluded.due)`,
          who: sql`coalesce(${runs.who}, excluded.who)`,
        },
      })
      .returning();
    return added!;
  }

  async set(id: string, change: Change, line?: { at: Date; words: Words }): Promise<void> {
    const log = line && { log: logWith(line) };
    await this.database.db
      .update(runs)
      .set({ ...change, ...log })
      .where(eq(runs.id, id));
  }

  /** Changes one only while it is in one of the states; tells whether it was. */
  async setFrom(id: string, states: readonly RunState[], change: Change): Promise<boolean> {
    const here = and(eq(runs.id, id), inArray(runs.state, [...states]));
    const changed = await this.database.db.update(runs).set(change).where(here).returning({ id: runs.id });
    return changed.length > 0;
  }

  /** Lets one that failed wait until it is due; not where another of its key waits anyway. Tells whether it does. */
  async wait(run: RunRow, change: Change, line: { at: Date; words: Words }): Promise<boolean> {
    const here = and(eq(runs.id, run.id), not(exists(this.waitingOfSameKey())));
    const changed = await this.database.db
      .update(runs)
      .set({ ...change, state: 'waiting', log: logWith(line) })
      .where(here)
      .returning({ id: runs.id });
    return changed.length > 0;
  }

  /** Lets one that ended wait again; refused while another of its key is under way. */
  async again(run: RunRow, change: Change): Promise<void> {
    if ((await this.underway(run.kind, run.key)).length > 0) throw sameUnderway({});
    await this.set(run.id, change);
  }

  /** What waits or runs of a kind under a key. */
  underway(kind: string, key: string): Promise<RunRow[]> {
    const here = and(eq(runs.kind, kind), eq(runs.key, key), inArray(runs.state, ['waiting', 'running']));
    return this.database.db.select().from(runs).where(here);
  }

  async get(id: string): Promise<RunRow | undefined> {
    const [found] = await this.database.db.select().from(runs).where(eq(runs.id, id));
    return found;
  }

  /** Those of a project, and of the whole installation where that is wanted; the ones under way first, then the newest. */
  list({ project, installation, states, kind, limit }: RunFilter): Promise<RunRow[]> {
    const mine = eq(runs.project, project);
    return this.database.db
      .select()
      .from(runs)
      .where(
        and(
          installation ? or(mine, isNull(runs.project)) : mine,
          states && inArray(runs.state, [...states]),
          kind === undefined ? undefined : eq(runs.kind, kind),
        ),
      )
      .orderBy(sql`${runs.state} NOT IN ('waiting', 'running')`, desc(runs.asked))
      .limit(limit);
  }

  /** What waits of these kinds; what people asked for stands first. */
  waiting(kinds: readonly string[]): Promise<RunRow[]> {
    return this.database.db
      .select()
      .from(runs)
      .where(and(eq(runs.state, 'waiting'), inArray(runs.kind, [...kinds])))
      .orderBy(sql`${runs.who} IS NULL`, asc(runs.asked))
      .limit(1000);
  }

  /** Nothing runs in a process that just began: what seems to was interrupted. */
  async interruptAll(at: Date): Promise<void> {
    const words = { zh: '被中断：程序停止了', en: 'interrupted: the program stopped' };
    await this.database.db
      .update(runs)
      .set({ state: 'interrupted', log: logWith({ at, words }) })
      .where(eq(runs.state, 'running'));
  }

  /** What was interrupted of a kind waits again; what follows it anyway takes its place. */
  async takeUp(kind: string, at: Date): Promise<void> {
    const { db } = this.database;
    const left = and(eq(runs.kind, kind), eq(runs.state, 'interrupted'), isNull(runs.ended));
    const words = { zh: '重新开始', en: 'taken up again' };
    await db
      .update(runs)
      .set({
        state: 'waiting',
        due: at,
        attempt: sql`greatest(${runs.attempt} - 1, 0)`,
        log: logWith({ at, words }),
      })
      .where(and(left, not(exists(this.waitingOfSameKey()))));
    await db.update(runs).set({ ended: at }).where(left);
  }

  /** Forgets what ended more than 30 days ago. */
  async forgetOld(now: Date): Promise<number> {
    const gone = await this.database.db
      .delete(runs)
      .where(lte(runs.ended, new Date(now.getTime() - KEPT_DAYS * DAY_MS)))
      .returning({ id: runs.id });
    return gone.length;
  }

  /** Up to which time a schedule was followed; nothing when it is new. */
  async followed(kind: string): Promise<Date | undefined> {
    const [found] = await this.database.db.select().from(schedules).where(eq(schedules.kind, kind));
    return found?.last;
  }

  async noteFollowed(kind: string, last: Date): Promise<void> {
    const insert = this.database.db.insert(schedules).values({ kind, last });
    await insert.onConflictDoUpdate({ target: schedules.kind, set: { last } });
  }

  /** Forgets that there was a schedule, so that one which is set later does not make good the time between. */
  async unschedule(kind: string): Promise<void> {
    await this.database.db.delete(schedules).where(eq(schedules.kind, kind));
  }

  private waitingOfSameKey() {
    const other = alias(runs, 'other');
    return this.database.db
      .select({ one: sql`1` })
      .from(other)
      .where(and(eq(other.kind, runs.kind), eq(other.key, runs.key), eq(other.state, 'waiting')));
  }
}

export interface RunFilter {
  readonly project: number;
  /** Whether those of no project are among them. */
  readonly installation: boolean;
  readonly states?: readonly RunState[] | undefined;
  readonly kind?: string | undefined;
  readonly limit: number;
}

/** The log with one more line; the oldest goes when there are too many. */
function logWith({ at, words }: { at: Date; words: Words }) {
  const line = JSON.stringify([{ at: at.toISOString(), words }]);
  return sql`CASE WHEN jsonb_array_length(${runs.log}) < ${LOG_LINES} THEN ${runs.log} ELSE ${runs.log} - 0 END || ${line}::jsonb`;
}
