import type { JobKind, Jobs } from '#lib/jobs';
import { outlast, type Warehouse } from '#lib/store';
import { isBegun, materialize } from './materialize.ts';

/** Where it is heard how many rows an import wrote. */
interface Imports {
  onDone(hear: (rows: number) => Promise<void>): void;
}

/** Fewer rows are read as quickly without. */
const LARGE = 100_000;

/**
 * Looks each night, and after a large import, which properties deserve columns of their own, and writes them: in the background,
 * while questions are answered as before.
 */
export async function materializedJobs(
  jobs: Pick<Jobs, 'register' | 'ask'>,
  warehouse: Warehouse,
  imports: Imports,
  { large = LARGE }: { large?: number } = {},
): Promise<void> {
  const kind: JobKind = {
    name: 'promote-properties',
    words: { zh: '常用属性单独成列', en: 'Columns for much used properties' },
    weight: 'heavy',
    again: 'follows',
    schedule: { every: 'day', at: '02:40', zone: 'Asia/Shanghai', missed: 'skip' },
    run: async ({ signal, log }) => {
      const all = await outlast(signal, () => materialize(warehouse, signal));
      log({ zh: `${all.length} 个属性有自己的列`, en: `${all.length} properties have columns of their own` });
    },
  };
  await jobs.register(kind);
  if (await isBegun(warehouse)) await jobs.ask(kind);
  imports.onDone(async (rows) => {
    if (rows > large) await jobs.ask(kind);
  });
}
