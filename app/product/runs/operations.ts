import { z } from 'zod';
import { type Jobs, type RunRow, runStates, unknownRun } from '#lib/jobs';
import { words } from '#lib/operation';
import { operation, requireRight, type Viewer } from '#loop/access';

const Id = z.strictObject({ id: z.uuid() });

const runLine = z
  .strictObject({
    id: z.string(),
    kind: z.string(),
    words: words.describe('what its kind is called'),
    about: words.nullable(),
    installation: z.boolean().describe('it is done for the whole installation'),
    state: z.enum(runStates),
    who: z.string().nullable(),
    attempt: z.int(),
    fault: z.strictObject({ code: z.string(), words }).nullable(),
    progress: z.strictObject({
      share: z.number().nullable(),
      done: z.number().nullable(),
      of: z.number().nullable(),
      words: words.nullable(),
    }),
    asked: z.iso.datetime(),
    begun: z.iso.datetime().nullable(),
    ended: z.iso.datetime().nullable(),
    next: z.iso.datetime().nullable().describe('when one that failed is tried again'),
  })
  .meta({ id: 'RunLine' });

const run = runLine
  .extend({ log: z.array(z.strictObject({ at: z.string(), words })).readonly() })
  .meta({ id: 'Run' });

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
      summary: {
        zh: '后台任务：在等待和运行的，以及最近 30 天的结果；所有者还能看到整个系统的任务和各定时任务的下次运行时间',
        en: 'Work in the background: what waits and runs, and what became of it in the last 30 days; for owners also what is done for the whole installation, and when each kind comes next',
      },
      output: z.strictObject({
        runs: z.array(runLine),
        scheduled: z.array(z.strictObject({ kind: z.string(), words, next: z.iso.datetime() })),
      }),
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
      summary: {
        zh: '一项任务的详情和它的记录',
        en: 'One run, with the lines that it tells of itself',
      },
      output: run,
      input: Id,
      run: (viewer, { id }) => shown(viewer, id),
    }),
    'run/cancel': operation({
      right: 'analyse',
      summary: {
        zh: '取消等待中或运行中的任务；正在做无法中断的一步时，做完这一步再停',
        en: 'Ends a run that waits or runs; one that is at a step it cannot leave ends after it',
      },
      output: run,
      input: Id,
      run: async (viewer, { id }) => {
        await jobs.cancel(await change(viewer, id, 'run/cancel'));
        return shown(viewer, id);
      },
      audited: (_, { kind, about }) => [kind, about?.en].filter(Boolean).join(': '),
    }),
    'run/retry': operation({
      right: 'analyse',
      summary: {
        zh: '让失败、已取消或中断的任务重新排队',
        en: 'Lets a run that failed, was cancelled or interrupted wait again',
      },
      output: run,
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
