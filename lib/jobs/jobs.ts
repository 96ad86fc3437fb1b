import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, tellTrouble } from '#lib/core';
import { outlast } from '#lib/store';
import { notRetried, notUnderway } from './faults.ts';
import type { History, RunFilter } from './history.ts';
import { Interrupted, type JobKind } from './kind.ts';
import { type Running, runOnce } from './run-once.ts';
import { lastTime, nextTime } from './schedule.ts';
import { fitting } from './slots.ts';
import type { RunRow, RunState } from './table.ts';

/** A request for a run. */
export interface Request<About extends object = object> {
  readonly about?: About;
  /** One run of the kind at a time has it; the kind itself when absent. */
  readonly key?: string;
  /** The project whose people see the run; absent for work of the whole installation. */
  readonly project?: number;
  /** The person who asks. */
  readonly who?: string;
}

export interface JobsDeps {
  readonly history: History;
  readonly clock: Clock;
  readonly slots: { readonly light: number; readonly heavy: number };
}

/** The clocks of a machine may jump, and it may sleep: schedules are looked at this often at least. */
const LOOK_MS = 30_000;
/** How long runs may take to end when the product stops; what is left then is interrupted. */
const PATIENCE_MS = 5000;
/** Who cancels a run that takes longer to end is answered before: it is then still shown as running. */
const CANCEL_MS = 3000;
const MAY_RETRY: readonly RunState[] = ['failed', 'cancelled', 'interrupted'];

/** Work that is done in the background: kept in the database, so that it survives the process. */
export class Jobs {
  private readonly kinds = new Map<string, JobKind>();
  private readonly running = new Map<string, Running>();
  private readonly waiters = new Map<string, Set<() => void>>();
  private readonly followed = new Map<string, Date>();
  private readonly closing = new AbortController();
  private looking: Promise<void> | undefined;
  private wanted = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly deps: JobsDeps) {}

  /** Says what is done for a kind of work, takes up what was interrupted of it, and follows its schedule. */
  async register<About extends object>(kind: JobKind<About>): Promise<void> {
    const { history, clock } = this.deps;
    // what stands in the database was asked for as this kind's own
    this.kinds.set(kind.name, kind as unknown as JobKind);
    await history.takeUp(kind.name, clock.now());
    if (kind.schedule) await this.beginSchedule(kind.name, kind.schedule);
    else await history.unschedule(kind.name);
    this.look();
  }

  /** Asks for a run; gives the one that it joins where there is one. */
  async ask<About extends object>(
    kind: Pick<JobKind<About>, 'name' | 'again'>,
    request: Request<About> = {},
  ): Promise<RunRow> {
    const { history, clock } = this.deps;
    const now = clock.now();
    const { about = {}, key = '', project = null, who = null } = request;
    const run = { kind: kind.name, key, project, about, who, asked: now, due: now };
    const asked = await history.add(run, kind.again === 'joins');
    this.look();
    return asked;
  }

  /** Ends a run that waits or runs. */
  async cancel({ id, kind, about }: RunRow): Promise<void> {
    const { history, clock } = this.deps;
    const underway = this.running.get(id);
    if (underway) {
      underway.stop.abort();
      await Promise.race([underway.done, sleep(CANCEL_MS, undefined, { ref: false })]);
      return;
    }
    const change = { state: 'cancelled' as const, ended: clock.now() };
    if (!(await history.setFrom(id, ['waiting', 'interrupted'], change))) throw notUnderway({});
    await this.kinds.get(kind)?.dropped?.(about);
    this.tellEnded(id);
  }

  /** Lets a run wait again that did not come to its end. */
  async retry(run: RunRow, who: string): Promise<void> {
    const { history, clock } = this.deps;
    if (!MAY_RETRY.includes(run.state)) throw notRetried({ state: run.state });
    await history.again(run, { state: 'waiting', due: clock.now(), attempt: 0, ended: null, who });
    this.look();
  }

  /** The runs of a project as they are at this moment. */
  async list(filter: RunFilter): Promise<RunRow[]> {
    return (await this.deps.history.list(filter)).map((run) => this.live(run));
  }

  async get(id: string): Promise<RunRow | undefined> {
    const run = await this.deps.history.get(id);
    return run && this.live(run);
  }

  /** What waits or runs of a kind under a key. */
  underway(kind: string, key: string): Promise<RunRow[]> {
    return this.deps.history.underway(kind, key);
  }

  /** The kinds of work there are, and when each is asked for next. */
  kindsNow(): readonly { readonly kind: JobKind; readonly next: Date | undefined }[] {
    const now = this.deps.clock.now();
    return [...this.kinds.values()].map((kind) => ({
      kind,
      next: kind.schedule && nextTime(kind.schedule, now),
    }));
  }

  /** Resolves when a run has come to its end. */
  async ended(id: string): Promise<void> {
    const heard = new Promise<void>((resolve) => {
      this.waiters.set(id, (this.waiters.get(id) ?? new Set()).add(resolve));
    });
    const run = await this.deps.history.get(id);
    if (!run || (run.state !== 'waiting' && run.state !== 'running')) this.tellEnded(id);
    await heard;
  }

  /** Begins nothing more, and tells what runs that it stops; it goes on at the next start. */
  async close(): Promise<void> {
    this.closing.abort();
    clearTimeout(this.timer);
    for (const { stop } of this.running.values()) stop.abort(new Interrupted());
    const all = Promise.all([this.looking, ...[...this.running.values()].map(({ done }) => done)]);
    const over = new AbortController();
    const late = sleep(PATIENCE_MS, undefined, over).catch(() => {});
    await Promise.race([all, late]);
    over.abort();
    for (const id of this.waiters.keys()) this.tellEnded(id);
  }

  private live(run: RunRow): RunRow {
    const underway = this.running.get(run.id);
    return underway && run.state === 'running' ? { ...run, progress: underway.progress } : run;
  }

  /** A time that passed while the product was stopped is made good once, where the kind says so. */
  private async beginSchedule(name: string, schedule: NonNullable<JobKind['schedule']>): Promise<void> {
    const { history, clock } = this.deps;
    const last = lastTime(schedule, clock.now());
    const before = await history.followed(name);
    if (before && before < last && schedule.missed === 'run') await this.askFor(name);
    await history.noteFollowed(name, last);
    this.followed.set(name, last);
  }

  private async followSchedules(): Promise<void> {
    const { history, clock } = this.deps;
    for (const { name, schedule } of this.kinds.values()) {
      if (!schedule) continue;
      const last = lastTime(schedule, clock.now());
      const before = this.followed.get(name);
      if (!before || last <= before) continue;
      await this.askFor(name);
      await history.noteFollowed(name, last);
      this.followed.set(name, last);
    }
  }

  private async askFor(name: string): Promise<void> {
    const kind = this.kinds.get(name);
    if (kind) await this.ask(kind);
  }

  /** Looks what may begin; once more when that was wanted meanwhile. */
  private look(): void {
    this.wanted = true;
    if (this.closing.signal.aborted) return;
    this.looking ??= this.lookOver()
      .catch((error: unknown) => {
        if (this.closing.signal.aborted) return;
        tellTrouble('background jobs', error);
        this.wakeAt([]);
      })
      .finally(() => {
        this.looking = undefined;
        if (this.wanted) this.look();
      });
  }

  private async lookOver(): Promise<void> {
    const { history, clock, slots } = this.deps;
    this.wanted = false;
    const { signal } = this.closing;
    await outlast(signal, () => this.followSchedules());
    const waiting = await outlast(signal, () => history.waiting([...this.kinds.keys()]));
    const now = clock.now();
    const room = {
      slots,
      weightOf: (kind: string) => this.kinds.get(kind)?.weight ?? 'heavy',
      atOnce: (kind: string) => this.kinds.get(kind)?.atOnce,
    };
    const due = waiting.filter((run) => run.due <= now);
    for (const run of fitting(due, [...this.running.values()], room)) this.begin(run);
    this.wakeAt(waiting.filter((run) => run.due > now).map((run) => run.due.getTime()));
  }

  private begin(run: RunRow): void {
    const kind = this.kinds.get(run.kind);
    if (!kind || this.closing.signal.aborted) return;
    const { history, clock } = this.deps;
    const underway: Running = {
      kind: run.kind,
      key: run.key,
      stop: new AbortController(),
      progress: {},
      done: Promise.resolve(),
    };
    this.running.set(run.id, underway);
    underway.done = runOnce({ history, clock, closing: this.closing.signal }, kind, run, underway)
      .catch((error: unknown) => {
        if (!this.closing.signal.aborted) tellTrouble(`background job ${run.kind}`, error);
        return true;
      })
      .then((ended) => {
        this.running.delete(run.id);
        if (ended) this.tellEnded(run.id);
        this.look();
      });
  }

  private wakeAt(times: readonly number[]): void {
    const { clock } = this.deps;
    const now = clock.now();
    const next = [...this.kinds.values()].flatMap(({ schedule }) =>
      schedule ? [nextTime(schedule, now).getTime()] : [],
    );
    const wait = Math.min(LOOK_MS, ...[...times, ...next].map((time) => time - now.getTime()));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), Math.max(10, wait)).unref();
  }

  private tellEnded(id: string): void {
    for (const hear of this.waiters.get(id) ?? []) hear();
    this.waiters.delete(id);
  }
}
