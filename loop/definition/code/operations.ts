import { z } from 'zod';
import { operation, type Viewer } from '#loop/access';
import type { Naming } from '#loop/condition';
import type { Definitions } from '../definitions.ts';
import { changeShape } from '../shapes.ts';
import { applyFiles } from './apply.ts';
import { exportFiles } from './export.ts';

const codeFile = z.strictObject({ path: z.string(), text: z.string() });
const step = z.strictObject({
  path: z.string(),
  kind: z.string(),
  name: z.string(),
  what: z.enum(['new', 'changed', 'same']),
  difference: z.array(changeShape),
  equals: z
    .string()
    .nullable()
    .describe('what is in the project, equal but for its name, and in no file: it stays beside the new one'),
});

/** Definitions as files for Git, and back. */
export function codeOperations({
  definitions,
  namingFor,
}: {
  readonly definitions: Definitions;
  namingFor(viewer: Viewer): Promise<Naming>;
}) {
  return {
    'definition/export': operation({
      right: 'view',
      summary: {
        zh: '把您能看到的全部内容导出为适合 Git 的 JSON 文件：引用写名称不写 id，同样的内容总是同样的文本',
        en: 'All that is kept and you may see, as files of JSON for Git: names instead of ids, always the same text for the same thing',
      },
      input: z.strictObject({}),
      output: z.strictObject({ files: z.array(codeFile) }),
      run: async (viewer) => ({ files: await exportFiles(definitions, viewer) }),
      audited: (_, { files }) => String(files.length),
    }),
    'definition/apply': operation({
      right: 'analyse',
      summary: {
        zh: '把保存的内容改成文件里写的样子；`dryRun` 只说会改什么；文件里没有的保留',
        en: 'Makes what is kept as the files say, or with `dryRun` only tells what that would change; what is in no file stays',
      },
      input: z.strictObject({
        files: z
          .array(z.strictObject({ path: z.string().min(1).max(400), text: z.string().max(1_000_000) }))
          .max(10_000),
        dryRun: z.boolean().default(false),
      }),
      output: z.strictObject({
        dryRun: z.boolean(),
        steps: z.array(step),
        elsewhere: z.array(z.strictObject({ kind: z.string(), name: z.string() })),
      }),
      mostBytes: 64 * 1024 * 1024,
      run: async (viewer, { files, dryRun }) => ({
        dryRun,
        ...(await applyFiles(definitions, viewer, files, await namingFor(viewer), dryRun)),
      }),
      audited: ({ dryRun }, { steps }) => {
        const names = steps
          .filter(({ what }) => what !== 'same')
          .map(({ kind, name }) => `${kind} “${name}”`);
        return `${dryRun ? '? ' : ''}${names.join(', ') || '='}`;
      },
    }),
  };
}
