import { setTimeout as wait } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { eventNames, propertyNames, simulate } from '#demo';
import { addDays, type Clock, dayIn, Fault, fault } from '#lib/core';
import { Interrupted, type JobKind, type Jobs, type RunContext } from '#lib/jobs';
import { type Database, outlast } from '#lib/store';
import type { Catalogue } from '#loop/catalogue';
import type { Collect, Json } from '#loop/collect';
import { demoLoads } from './table.ts';

interface Deps {
  readonly catalogue: Pick<Catalogue, 'rename'>;
  readonly collect: Collect;
  readonly database: Database;
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, 'ask' | 'register'>;
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

interface About {
  readonly project: number;
  readonly people: number;
}

/** Loads the simulated company into a project, the same way as everybody's events. */
export class Demo {
  private readonly kind: JobKind<About> = {
    name: 'demo',
    words: { zh: '载入演示公司', en: 'Demo company' },
    weight: 'heavy',
    again: 'joins',
    retries: 0,
    describe: ({ people }) => ({ zh: `${people} 位模拟顾客`, en: `${people} simulated people` }),
    run: (context) => this.run(context),
    dropped: ({ project }) => this.note(project, { state: 'failed' }),
  };

  constructor(private readonly deps: Deps) {}

  /** Goes on with what a stop interrupted. */
  async register(): Promise<void> {
    const { jobs, database } = this.deps;
    await jobs.register(this.kind);
    const left = await database.db.select().from(demoLoads).where(eq(demoLoads.state, 'running'));
    for (const { project, people } of left)
      await jobs.ask(this.kind, { key: `${project}`, project, about: { project, people } });
  }

  async state(project: number): Promise<DemoState> {
    const [found] = await this.deps.database.db
      .select()
      .from(demoLoads)
      .where(eq(demoLoads.project, project));
    if (!found) return { state: 'none', people: 0, done: 0, fault: null };
    const { state, people, done, fault } = found;
    return { state, people, done, fault };
  }

  /** Begins to load; message ids make a second load of the same size harmless. */
  async begin(project: number, people: number, who: string): Promise<void> {
    const { database, clock, jobs } = this.deps;
    if ((await this.state(project)).state === 'running') throw alreadyLoading({});
    const fresh = { people, done: 0, state: 'running' as const, fault: null, started: clock.now() };
    await database.db
      .insert(demoLoads)
      .values({ project, ...fresh })
      .onConflictDoUpdate({ target: demoLoads.project, set: fresh });
    await jobs.ask(this.kind, { key: `${project}`, project, about: { project, people }, who });
  }

  private async run(context: RunContext<About>): Promise<void> {
    const { project, people } = context.about;
    const { signal } = context;
    const note = (change: Change) => outlast(signal, () => this.note(project, change));
    try {
      await note({ state: 'running', fault: null });
      await this.load(context, (done) => note({ done }));
      await note({ state: 'done', done: people });
    } catch (error) {
      if (signal.reason instanceof Interrupted) throw error;
      const fault = error instanceof Fault ? error.message : null;
      await this.note(project, { state: 'failed', fault });
      throw error;
    }
  }

  private async load(
    { about, signal, progress }: RunContext<About>,
    note: (done: number) => Promise<void>,
  ): Promise<void> {
    const { catalogue, collect, clock } = this.deps;
    const { project, people } = about;
    const now = clock.now().getTime();
    const until = addDays(dayIn(clock.now(), 'Asia/Shanghai'), 1);
    let batch: Json[] = [];
    const flush = async () => {
      await collect.receive({ project, messages: batch });
      batch = [];
      while (collect.backlog().segments > BACKLOG) await wait(50, undefined, { signal });
    };
    await outlast(signal, () => catalogue.rename(project, namesOfDemo()));
    for (const { index, events } of simulate({ people, until })) {
      signal.throwIfAborted();
      batch.push(...(events.filter(({ timestamp }) => Date.parse(timestamp) <= now) as unknown as Json[]));
      if (batch.length < BATCH) continue;
      await flush();
      await note(index + 1);
      progress({ share: (index + 1) / people, done: index + 1, of: people });
    }
    await flush();
    await outlast(signal, () => collect.settle());
    progress({ done: people, of: people });
  }

  private async note(project: number, change: Change): Promise<void> {
    await this.deps.database.db.update(demoLoads).set(change).where(eq(demoLoads.project, project));
  }
}

type Change = Partial<typeof demoLoads.$inferInsert>;

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
