import { z } from 'zod';
import { operation, type Viewer } from '#loop/access';
import type { Naming } from '#loop/condition';
import type { Definitions } from '../definitions.ts';
import { applyFiles } from './apply.ts';
import { exportFiles } from './export.ts';

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
      says: 'all that is kept and you may see, as files of JSON for Git: names instead of ids, always the same text for the same thing',
      input: z.strictObject({}),
      run: async (viewer) => ({ files: await exportFiles(definitions, viewer) }),
      audited: (_, { files }) => String(files.length),
    }),
    'definition/apply': operation({
      right: 'analyse',
      says: 'makes what is kept as the files say, or with `dryRun` only tells what that would change; what is in no file stays',
      input: z.strictObject({
        files: z
          .array(z.strictObject({ path: z.string().min(1).max(400), text: z.string().max(1_000_000) }))
          .max(10_000),
        dryRun: z.boolean().default(false),
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
