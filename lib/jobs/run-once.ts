import { type Clock, Fault, tellTrouble, type Words } from '#lib/core';
import { faultWithin, outlast } from '#lib/store';
import { failed } from './faults.ts';
import type { History } from './history.ts';
import { Interrupted, type JobKind, type Progress, type RunContext } from './kind.ts';
import type { RunRow } from './table.ts';

/** A run that this process is at. */
export interface Running {
  readonly kind: string;
  readonly key: string;
  readonly stop: AbortController;
  progress: Progress;
  done: Promise<void>;
}

interface Deps {
  readonly history: History;
  readonly clock: Clock;
  /** Fires when the product stops. */
  readonly closing: AbortSignal;
}

/** How often it is noted how far a run is; who looks meanwhile is told from memory. */
const NOTE_MS = 1000;
const RETRIES = 2;
const RETRY_AFTER_MS = 5000;

/** Does the work of one run and notes what became of it; tells whether it has ended for good. */
export async function runOnce(deps: Deps, kind: JobKind, run: RunRow, underway: Running): Promise<boolean> {
  const { history, clock, closing } = deps;
  const begun = { state: 'running' as const, begun: clock.now(), attempt: run.attempt + 1, progress: {} };
  // one that was begun already by an attempt whose answer was lost is still ours
  const ours = await outlast(closing, (again) =>
    history.setFrom(run.id, again ? ['waiting', 'running'] : ['waiting'], { ...begun, fault: null }),
  );
  if (!ours) return true;
  const notes = new Notes(deps, run.id, underway);
  try {
    const { signal } = underway.stop;
    if (signal.aborted && !closing.aborted) await kind.dropped?.(run.about);
    signal.throwIfAborted();
    await kind.run(contextOf(run, underway, notes));
    await notes.settled();
    await end(deps, run, { state: 'done', progress: { ...underway.progress, share: 1 } });
    return true;
  } catch (error) {
    await notes.settled();
    if (closing.aborted || error instanceof Interrupted) return await interrupted(deps, run);
    const { progress } = underway;
    if (underway.stop.signal.aborted) {
      await end(deps, run, { state: 'cancelled', progress });
      return true;
    }
    return await fail(deps, kind, run, error, progress);
  }
}

function contextOf(run: RunRow, underway: Running, notes: Notes): RunContext<object> {
  return {
    id: run.id,
    about: run.about,
    signal: underway.stop.signal,
    progress: (progress) => {
      underway.progress = { ...underway.progress, ...progress };
      notes.progress();
    },
    log: (words) => notes.log(words),
  };
}

async function end({ history, clock, closing }: Deps, run: RunRow, change: Parameters<History['set']>[1]) {
  const ended = clock.now();
  await outlast(closing, () => history.set(run.id, { ...change, ended }));
}

async function interrupted({ history, clock }: Deps, run: RunRow): Promise<boolean> {
  const words = { zh: '被中断：程序停止了', en: 'interrupted: the program stopped' };
  // where the row store is away the next start notes it
  await history.set(run.id, { state: 'interrupted' }, { at: clock.now(), words });
  return true;
}

async function fail(
  { history, clock, closing }: Deps,
  kind: JobKind,
  run: RunRow,
  error: unknown,
  progress: Progress,
): Promise<boolean> {
  const { status, ...fault } = saidOf(error);
  if (status >= 500) tellTrouble(`background job ${kind.name}`, error);
  const at = clock.now();
  const line = { at, words: fault.words };
  const { retries = RETRIES, retryAfterMs = RETRY_AFTER_MS } = kind;
  if (run.attempt < retries) {
    const due = new Date(at.getTime() + retryAfterMs * 2 ** run.attempt);
    if (await outlast(closing, () => history.wait(run, { due, fault, progress }, line))) return false;
  }
  await outlast(closing, () => history.set(run.id, { state: 'failed', ended: at, fault, progress }, line));
  return true;
}

/** What a person is told; what no fault speaks of is in the log of the server alone. */
function saidOf(error: unknown) {
  const told = error instanceof Fault ? error : (faultWithin(error) ?? failed({}));
  return { code: told.code, words: { zh: told.say('zh'), en: told.say('en') }, status: told.status };
}

/** Notes how far a run is, now and then, and what it tells, one after the other. */
class Notes {
  private last = 0;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly deps: Deps,
    private readonly id: string,
    private readonly underway: Running,
  ) {}

  progress(): void {
    if (performance.now() - this.last < NOTE_MS) return;
    this.last = performance.now();
    this.write(() => this.deps.history.set(this.id, { progress: this.underway.progress }));
  }

  log(words: Words): void {
    const line = { at: this.deps.clock.now(), words };
    this.write(() => this.deps.history.set(this.id, { progress: this.underway.progress }, line));
  }

  settled(): Promise<void> {
    return this.writing;
  }

  private write(work: () => Promise<void>): void {
    const { closing } = this.deps;
    this.writing = this.writing
      .then(() => outlast(closing, work))
      .catch((error: unknown) => {
        if (!closing.aborted) tellTrouble('progress of a background job', error);
      });
  }
}
