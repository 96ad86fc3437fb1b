import { z } from 'zod';
import { words } from '#lib/operation';
import { accessControls, operation } from '#loop/access';
import { fileControls } from '#loop/collect';
import { writeBackup } from './back-up.ts';
import { inspect } from './inspect.ts';
import type { Product } from './product.ts';

const engine = z.strictObject({
  engine: z.string(),
  version: z.string(),
  ahead: z.number().describe('seconds that its clock is ahead of ours'),
  stuck: z.array(z.string()).describe('tables that take nothing in'),
});
const limit = z.strictObject({ value: z.number(), source: z.string() }).optional();
const inspection = z.strictObject({
  rows: engine,
  columns: engine,
  backlog: z.strictObject({ segments: z.int(), trouble: words.nullable(), seconds: z.int() }),
  index: z.strictObject({ days: z.int(), looked: z.int(), wrong: z.int() }),
  machine: z.strictObject({
    memory: z.number(),
    cpus: z.number(),
    limits: z.strictObject({ memory: limit, cpus: limit }),
  }),
});

/** What the terminal of the same machine may ask of the server that holds the stores. */
export function controls(product: Product) {
  return {
    ...accessControls(product.access),
    ...fileControls(product.files),
    inspect: operation({
      right: 'manage',
      summary: { zh: '两个引擎的自我报告', en: 'What the engines say of themselves' },
      input: z.strictObject({}),
      output: inspection,
      run: () => inspect(product),
    }),
    backup: operation({
      right: 'manage',
      summary: { zh: '把全部数据写进本机的一个文件', en: 'Writes everything into one file of this machine' },
      input: z.strictObject({ file: z.string(), replace: z.boolean() }),
      output: z.strictObject({ tables: z.int(), bytes: z.int() }),
      run: (_viewer, { file, replace }) => writeBackup(product, file, replace),
      audited: ({ file }) => file,
    }),
  };
}
