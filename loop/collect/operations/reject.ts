import { z } from 'zod';
import { Download, file, words } from '#lib/operation';
import { sql } from '#lib/sql';
import { operation, type Viewer } from '#loop/access';
import type { Collect } from '../collect.ts';
import { type Reason, reasons } from '../receive/reason.ts';
import { kept } from './reject-list.ts';

const source = z.string().max(200).optional();

export function rejectOperations(collect: Collect) {
  const { warehouse } = collect.options;
  return {
    'reject/list': operation({
      right: 'view',
      summary: {
        zh: '哪些没有入库、为什么，最新在前；可只看一个来源',
        en: 'What was not taken in and why, newest first; for all sources or for one',
      },
      input: z.strictObject({
        source,
        limit: z.int().min(1).max(1000).default(100),
        offset: z.int().min(0).default(0),
      }),
      output: z.strictObject({
        rejects: z.array(
          z.strictObject({
            received: z.string(),
            source: z.string(),
            line: z.string(),
            reason: z.string(),
            times: z.int(),
            raw: z.string(),
            words,
          }),
        ),
        reasons: z.array(z.strictObject({ reason: z.string(), words, times: z.int() })),
      }),
      run: async (viewer, { limit, offset, source }) => {
        const scope = await collect.options.scopes.scopeOf(viewer);
        const [rows, counts] = await Promise.all([
          warehouse.read<RejectRow>(
            sql`${kept(scope, source)} LIMIT ${sql.integer(limit)} OFFSET ${sql.integer(offset)}`,
          ),
          warehouse.read<{ reason: string; total: string }>(
            sql`SELECT reason, sum(kept.times) AS total FROM (${kept(scope, source)}) AS kept GROUP BY reason ORDER BY total DESC`,
          ),
        ]);
        return {
          rejects: rows.map((row) => ({ ...row, words: wordsOf(row.reason) })),
          reasons: counts.map(({ reason, total }) => ({
            reason,
            words: wordsOf(reason),
            times: Number(total),
          })),
        };
      },
    }),

    'reject/download': operation({
      right: 'analyse',
      summary: {
        zh: '把未入库数据下载成 JSON Lines：来源、行号、原因和原文',
        en: 'All kept rejects as JSON Lines, with source, line, reason and the text as it came',
      },
      input: z.strictObject({ source }),
      output: file,
      run: async (viewer, asked) =>
        new Download('rejects.jsonl', 'application/x-ndjson', rejectLines(collect, viewer, asked.source)),
      audited: ({ source }) => source ?? 'all',
    }),
  };
}

interface RejectRow {
  received: string;
  source: string;
  line: string;
  reason: string;
  times: number;
  raw: string;
}

function wordsOf(reason: string) {
  return reasons[reason as Reason] ?? { zh: reason, en: reason };
}

async function* rejectLines(collect: Collect, viewer: Viewer, source?: string): AsyncIterable<string> {
  const scope = await collect.options.scopes.scopeOf(viewer);
  for await (const row of collect.options.warehouse.each<RejectRow>(kept(scope, source))) {
    yield `${JSON.stringify({ ...row, words: wordsOf(row.reason)[viewer.language] })}\n`;
  }
}
