import { z } from 'zod';
import { moment, words } from '#lib/operation';
import { sql } from '#lib/sql';
import type { ReadOptions } from '#lib/store';
import { operation, type Viewer } from '#loop/access';
import { type AnyQuestion, analysisOf } from './analysis/any-analysis.ts';
import { Question } from './answered.ts';
import type { AskDeps } from './ask.ts';
import type { ComputeDeps } from './compute-answer.ts';
import { parseQuestion, prepare } from './parse-question.ts';
import { planOf } from './plan.ts';

const explained = z.strictObject({
  from: moment,
  to: moment,
  readFrom: z
    .strictObject({ index: z.boolean(), why: words.optional() })
    .describe('whether it is read from the index of people by day; where not, why not'),
  statements: z.array(
    z.strictObject({
      name: z.string(),
      rows: z
        .int()
        .describe('rows that the engine expects to read; projections and what it can skip are reckoned with'),
    }),
  ),
});

/** How a question would be answered, without answering it. */
async function explain(
  question: AnyQuestion,
  viewer: Viewer,
  deps: Pick<ComputeDeps, 'warehouse' | 'scopes' | 'bitmaps'>,
  options: ReadOptions,
): Promise<z.input<typeof explained>> {
  const asked = prepare(question, await deps.scopes.scopeOf(viewer));
  const { statements, readFrom } = await planOf(analysisOf[question.kind], asked, viewer, deps);
  const estimated = Object.entries(statements).map(async ([name, statement]) => {
    const tables = await deps.warehouse.read<{ rows: string }>(sql`EXPLAIN ESTIMATE ${statement}`, options);
    return { name, rows: tables.reduce((sum, { rows }) => sum + Number(rows), 0) };
  });
  return { from: asked.from, to: asked.to, readFrom, statements: await Promise.all(estimated) };
}

/** What may be asked of how a question is answered. */
export function explainOperations(deps: AskDeps) {
  return {
    'ask/explain': operation({
      right: 'view',
      summary: {
        zh: '不作答，只说明这个问题会怎么算：读按天的人员索引还是逐条事件、为什么、各语句预计读多少行',
        en: 'How a question would be answered, without answering it: from the index of people by day or event by event, why, and how many rows each statement is expected to read',
      },
      input: Question,
      output: explained,
      run: async (viewer, question, { signal }) => {
        await deps.segments.check(viewer, question);
        return explain(parseQuestion(question, viewer.language), viewer, deps, { signal });
      },
    }),
  };
}
