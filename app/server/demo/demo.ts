import { setTimeout as wait } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { eventNames, propertyNames, simulate } from '#demo';
import { addDays, type Clock, dayIn, fault, tellTrouble } from '#lib/core';
import { outlast, type Rows } from '#lib/store';
import type { Collect, Json } from '#loop/collect';
import { demoLoads } from './table.ts';

interface Deps {
  readonly collect: Collect;
  readonly rows: Rows;
  readonly clock: Clock;
}

export const alreadyLoading = fault('demo.already-loading', 409, {
  en: 'the demo company is being loaded into this project already; wait until it is done',
  zh: '演示公司正在载入本项目，请等它完成',
});

const BATCH = 2000;
/** Journal segments that may wait for the engine before the simulation pauses. */
const BACKLOG = 8;

export interface DemoState {
  readonly state: 'none' | 'running' | 'done' | 'failed';
  /** How many people were asked for, and how many of them are there. */
  readonly people: number;
  readonly done: number;
  /** Why the load failed. */
  readonly fault: string | null;
}

/** Loads the simulated company into a project, through the same door as everybody's events. */
export class Demo {
  private readonly running = new Map<number, Promise<void>>();
  private readonly closing = new AbortController();

  constructor(private readonly deps: Deps) {}

  async state(project: number): Promise<DemoState> {
    const [found] = await this.deps.rows.db.select().from(demoLoads).where(eq(demoLoads.project, project));
    if (!found) return { state: 'none', people: 0, done: 0, fault: null };
    const { state, people, done, fault } = found;
    const interrupted = state === 'running' && !this.running.has(project);
    return { state: interrupted ? 'failed' : state, people, done, fault };
  }

  /** Begins to load; message ids make a second load of the same size harmless. */
  async begin(project: number, people: number): Promise<void> {
    if (this.running.has(project)) throw alreadyLoading({});
    const { rows, clock } = this.deps;
    const fresh = { people, done: 0, state: 'running' as const, fault: null, started: clock.now() };
    await rows.db
      .insert(demoLoads)
      .values({ project, ...fresh })
      .onConflictDoUpdate({ target: demoLoads.project, set: fresh });
    const run = this.load(project, people)
      .then(() => this.note(project, { state: 'done', done: people }))
      .catch((error: unknown) => this.note(project, { state: 'failed', fault: String(error) }))
      // one that could not be noted is seen as interrupted by the next start
      .catch((error: unknown) => {
        if (!this.closing.signal.aborted) tellTrouble('loading the demo company', error);
      })
      .finally(() => this.running.delete(project));
    this.running.set(project, run);
  }

  /** Resolves when what was begun has ended. */
  async end(project: number): Promise<void> {
    await this.running.get(project);
  }

  async close(): Promise<void> {
    this.closing.abort();
    await Promise.all(this.running.values());
  }

  private async load(project: number, people: number): Promise<void> {
    const { collect, clock } = this.deps;
    const now = clock.now().getTime();
    const until = addDays(dayIn(clock.now(), 'Asia/Shanghai'), 1);
    let batch: Json[] = [];
    const flush = async () => {
      await collect.receive({ project, messages: batch });
      batch = [];
      while (collect.backlog().segments > BACKLOG && !this.closing.signal.aborted) await wait(50);
    };
    await outlast(this.closing.signal, () => collect.catalogue.rename(project, namesOfDemo()));
    for (const { index, events } of simulate({ people, until })) {
      if (this.closing.signal.aborted) throw new Error('closing');
      batch.push(...(events.filter(({ timestamp }) => Date.parse(timestamp) <= now) as unknown as Json[]));
      if (batch.length >= BATCH) {
        await flush();
        await this.note(project, { done: index + 1 });
      }
    }
    await flush();
    await outlast(this.closing.signal, () => collect.settle());
  }

  private async note(project: number, change: Partial<typeof demoLoads.$inferInsert>): Promise<void> {
    const { rows } = this.deps;
    await outlast(this.closing.signal, () =>
      rows.db.update(demoLoads).set(change).where(eq(demoLoads.project, project)),
    );
  }
}

function namesOfDemo() {
  const events = Object.entries(eventNames).map(([name, words]) => ({
    kind: 'event' as const,
    name,
    ...words,
  }));
  const properties = Object.entries(propertyNames).map(([name, words]) => ({
    kind: 'property' as const,
    name,
    ...words,
  }));
  return [...events, ...properties];
}
