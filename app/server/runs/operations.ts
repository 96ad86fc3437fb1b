import { z } from 'zod';
import { type Jobs, type RunRow, runStates, unknownRun } from '#lib/jobs';
import { operation, requireRight, type Viewer } from '#loop/access';

const Id = z.strictObject({ id: z.uuid() });

/** Work in the background, for people: those of a project see its runs, its owners also those of the whole installation. */
export function runOperations(jobs: Jobs) {
  const find = async (viewer: Viewer, id: string) => {
    const run = await jobs.get(id);
    if (!run || !maySee(viewer, run)) throw unknownRun({ given: id });
    return run;
  };
  /** What concerns everybody is not stopped or begun by one project's analysts. */
  const change = async (viewer: Viewer, id: string, name: string) => {
    const run = await find(viewer, id);
    if (run.project === null) requireRight(viewer, 'manage', name);
    return run;
  };
  const shown = async (viewer: Viewer, id: string) => tell(jobs, await find(viewer, id));
  return {
    'run/list': operation({
      right: 'view',
      says: 'Work in the background: what waits and runs, and what became of it in the last 30 days; for owners also what is done for the whole installation, and when each kind comes next.',
      input: z.strictObject({
        states: z.array(z.enum(runStates)).min(1).optional(),
        kind: z.string().min(1).max(60).optional(),
        limit: z.int().min(1).max(1000).default(200),
      }),
      run: async (viewer, { states, kind, limit }) => {
        const installation = viewer.role === 'owner';
        const found = await jobs.list({ project: viewer.project.id, installation, states, kind, limit });
        const scheduled = jobs
          .kindsNow()
          .flatMap(({ kind: { name, words }, next }) =>
            next && installation ? [{ kind: name, words, next: next.toISOString() }] : [],
          );
        return {
          runs: found.map((run) => lineOf(jobs, run)),
          scheduled: scheduled.sort((a, b) => a.next.localeCompare(b.next)),
        };
      },
    }),
    'run/get': operation({
      right: 'view',
      says: 'One run, with the lines that it tells of itself.',
      input: Id,
      run: (viewer, { id }) => shown(viewer, id),
    }),
    'run/cancel': operation({
      right: 'analyse',
      says: 'Ends a run that waits or runs; one that is at a step it cannot leave ends after it.',
      input: Id,
      run: async (viewer, { id }) => {
        await jobs.cancel(await change(viewer, id, 'run/cancel'));
        return shown(viewer, id);
      },
      audited: (_, { kind, about }) => [kind, about?.en].filter(Boolean).join(': '),
    }),
    'run/retry': operation({
      right: 'analyse',
      says: 'Lets a run that failed, was cancelled or interrupted wait again.',
      input: Id,
      run: async (viewer, { id }) => {
        await jobs.retry(await change(viewer, id, 'run/retry'), viewer.name);
        return shown(viewer, id);
      },
      audited: (_, { kind, about }) => [kind, about?.en].filter(Boolean).join(': '),
    }),
  };
}

function maySee({ project, role }: Viewer, run: RunRow): boolean {
  return run.project === null ? role === 'owner' : run.project === project.id;
}

function lineOf(jobs: Jobs, run: RunRow) {
  const { id, kind, state, who, attempt, fault, progress, project } = run;
  const known = jobs.kindsNow().find((one) => one.kind.name === kind)?.kind;
  const waits = state === 'waiting' && run.due > run.asked;
  return {
    id,
    kind,
    words: known?.words ?? { zh: kind, en: kind },
    about: known?.describe?.(run.about) ?? null,
    /** Whether it is done for the whole installation. */
    installation: project === null,
    state,
    who,
    attempt,
    fault,
    progress: {
      share: progress.share ?? null,
      done: progress.done ?? null,
      of: progress.of ?? null,
      words: progress.words ?? null,
    },
    asked: run.asked.toISOString(),
    begun: run.begun?.toISOString() ?? null,
    ended: run.ended?.toISOString() ?? null,
    /** When one that failed is tried again. */
    next: waits ? run.due.toISOString() : null,
  };
}

function tell(jobs: Jobs, run: RunRow) {
  return { ...lineOf(jobs, run), log: run.log };
}
