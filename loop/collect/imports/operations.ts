import { z } from 'zod';
import type { Call } from '#lib/operation';
import { operation, type Viewer } from '#loop/access';
import { reasons } from '../receive/reason.ts';
import type { Files } from './imports.ts';
import { momentForms } from './mapping/layout-names.ts';
import { layout, layoutWishes, mapping, sameKeys, tellsOfEvents } from './mapping/mapping.ts';
import { counted, previewed, proposed, runNow, runState } from './shapes.ts';
import type { Import } from './table.ts';

const file = z.string().min(1).max(60);
const run = z.strictObject({ id: z.string().min(1).max(60) });
const column = z.string().max(1000).optional();
const chosen = z.strictObject({ file, layout, mapping });

const wishes = z.strictObject({
  person: column,
  device: column,
  time: column,
  key: z.array(z.string().max(1000)).max(20).optional(),
  sameKey: z.enum(sameKeys).optional(),
  nobody: mapping.shape.nobody,
  people: z.boolean().optional(),
  eventColumn: column,
  event: z.string().min(1).max(200).optional(),
  amount: column,
  timeForm: z.enum(momentForms).optional(),
  timeZone: mapping.shape.timeZone.optional(),
  decimal: z.enum(['point', 'comma']).optional(),
});

/** What the entry points may call of files. */
export function fileOperations(files: Files) {
  return { ...looking(files), ...importing(files) };
}

/** What is done with a file before it is imported. */
function looking(files: Files) {
  return {
    'file/propose': operation({
      right: 'analyse',
      summary: {
        zh: '已上传的文件里有什么：各列、前几行，以及每列是什么',
        en: 'What a file that was sent seems to hold: its columns, the first rows and what each column is',
      },
      input: z.strictObject({ file, layout: layoutWishes.optional(), wishes: wishes.optional() }),
      output: proposed,
      run: (viewer, input) => files.propose(viewer, input.file, given(input.layout), given(input.wishes)),
    }),

    'file/preview': operation({
      right: 'analyse',
      summary: {
        zh: '文件前几行会变成怎样的事件',
        en: 'The first rows of a file as the events they would become',
      },
      input: chosen,
      output: previewed,
      run: async (viewer, input) => {
        const { rows, counts } = await files.preview(viewer, input.file, input.layout, input.mapping);
        return {
          rows,
          counts: counts.map(({ reason, times }) => ({ reason, times, words: wordsOf(reason) })),
        };
      },
    }),

    'file/dry-run': operation({
      right: 'analyse',
      summary: {
        zh: '统计整个文件会带来什么：事件数、用户数、不合格的行及原因；不写入',
        en: 'Counts what a whole file would bring: events, people, rows that do not fit and why; nothing is written',
      },
      input: chosen,
      output: counted,
      run: async (viewer, input, { signal }: Call) => {
        const counts = await files.dryRun(viewer, input.file, input.layout, input.mapping, signal);
        return {
          ...counts,
          reasons: counts.reasons.map((each) => ({ ...each, words: wordsOf(each.reason) })),
        };
      },
    }),
  };
}

/** Imports, from their start until they are taken back. */
function importing(files: Files) {
  return {
    'file/import': operation({
      right: 'analyse',
      summary: {
        zh: '在后台开始导入；同一文件、同样设置不会导入两次',
        en: 'Starts an import in the background. The same file with the same settings is not imported twice',
      },
      input: chosen.extend({ again: z.boolean().default(false) }),
      output: z.strictObject({
        before: z.boolean().describe('it was imported before, or is being imported'),
        ...runState,
      }),
      run: async (viewer, input) => {
        const { entry, before } = await files.import(
          viewer,
          input.file,
          input.layout,
          input.mapping,
          input.again,
        );
        return { before, ...stateOf(files, entry) };
      },
      audited: (_, { file }) => file,
    }),

    'file/runs': operation({
      right: 'view',
      summary: { zh: '本项目的导入记录，最新在前', en: 'The imports of the project, newest first' },
      input: z.strictObject({ limit: z.int().min(1).max(500).default(50) }),
      output: z.strictObject({ runs: z.array(z.strictObject(runState)) }),
      run: async ({ project }, { limit }) => ({
        runs: (await files.ledger.list(project.id, limit)).map((entry) => stateOf(files, entry)),
      }),
    }),

    'file/run': operation({
      right: 'view',
      summary: { zh: '一次导入的进度', en: 'How far an import is' },
      input: run,
      output: runNow,
      run: (viewer, { id }) => stateNow(files, viewer, id),
    }),

    'file/cancel': operation({
      right: 'analyse',
      summary: {
        zh: '停止一次导入；已写入的保留，直到撤销',
        en: 'Stops an import; what it brought stays until it is taken back',
      },
      input: run,
      output: runNow,
      run: async (viewer, { id }) => {
        await files.ledger.get(viewer.project.id, id);
        await files.runner.cancel(id);
        return stateNow(files, viewer, id);
      },
      audited: ({ id }) => id,
    }),

    'file/remove-run': operation({
      right: 'analyse',
      summary: {
        zh: '撤销一次导入：后台删除它的事件、未入库数据和它写过的用户属性',
        en: 'Takes an import back: its events, its rejects and what it told of people are deleted in the background',
      },
      input: run,
      output: runNow,
      run: async (viewer, { id }) => {
        await files.remove(viewer, id);
        return stateNow(files, viewer, id);
      },
      audited: ({ id }) => id,
    }),
  };
}

/** What only the terminal of the same machine may ask for: files by their path. */
export function fileControls(files: Files) {
  return {
    'file/take': operation({
      right: 'manage',
      summary: { zh: '就地使用本机上的一个文件', en: 'Takes a file of this machine where it lies' },
      input: z.strictObject({ path: z.string().min(1).max(4096), project: z.int().optional() }),
      output: z.strictObject({ file: z.string(), name: z.string(), bytes: z.int(), imported: z.boolean() }),
      run: async (viewer, { path, project }) => {
        const asked =
          project === undefined ? viewer : { ...viewer, project: { ...viewer.project, id: project } };
        const { id, name, bytes, fingerprint } = await files.take(asked, path);
        const before = await files.ledger.ofFile(asked.project.id, fingerprint);
        return { file: id, name, bytes, imported: before.some(({ state }) => state === 'done') };
      },
    }),
  };
}

async function stateNow(files: Files, viewer: Viewer, id: string) {
  const entry = await files.ledger.get(viewer.project.id, id);
  const left = entry.state === 'running' ? [] : await files.leftOut(viewer, entry);
  return {
    ...stateOf(files, entry),
    reasons: left.map((each) => ({ ...each, words: wordsOf(each.reason) })),
  };
}

function stateOf(files: Files, entry: Import) {
  const { id, file, state, rows, rejected, events, known, read, started, ended, fault, who, mapping } = entry;
  const total = files.runner.totalOf(id);
  return {
    id,
    file: file.name,
    bytes: file.bytes,
    source: `file:${id}`,
    state,
    rows,
    rejected,
    events,
    known,
    /** From 0 to 1. */
    share: state === 'done' ? 1 : total ? Math.min(1, read / total) : 0,
    secondsLeft: files.runner.secondsLeft(entry) ?? null,
    started,
    ended,
    fault,
    who,
    event: mapping.event,
    tellsOfEvents: tellsOfEvents(mapping),
  };
}

function wordsOf(reason: string) {
  return Object.entries(reasons).find(([code]) => code === reason)?.[1] ?? { zh: reason, en: reason };
}

/** Members that were really given: an absent one must not hide what is known. */
function given<T extends object>(asked: T | undefined): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(asked ?? {}).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
