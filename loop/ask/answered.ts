import { z } from 'zod';
import { readInFull, table, words } from '#lib/operation';
import { analysisOf } from './analysis/any-analysis.ts';

/** The schemas of questions and answers, as OpenAPI shows them and the contract test holds answers against. */

const comparedWith = z
  .strictObject({
    from: z.string(),
    to: z.string(),
    name: z.string(),
    periods: z.array(z.strictObject({ label: z.string(), before: z.string().nullable() })),
  })
  .meta({ id: 'ComparedWith' });

/** Every analysis, its question and its answer with a name of their own. */
const all = Object.entries(analysisOf).map(([kind, { question, answered }]) => ({
  kind,
  question: question.meta({ id: `Question.${kind}` }),
  answer: answered.meta({ id: `Answer.${kind}` }),
}));

/** Any question, as it may be asked. */
const AnyQuestion = z.union(all.map(({ question }) => question)).meta({ id: 'Question' });

/** The same as input: read in full by the analysis of its kind, which says what is wrong with it. */
export const Question = readInFull(z.looseObject({ kind: z.string() }), AnyQuestion);

/** Any answer, with the question that it answers filled in. */
export const AnyAnswered = z
  .union(
    all.map(({ kind, question, answer }) =>
      z
        .strictObject({
          question,
          from: z.iso.datetime(),
          to: z.iso.datetime(),
          answer,
          before: answer.optional().describe('the answer compared with'),
          comparedWith: comparedWith
            .optional()
            .describe('the moments compared with, and which period stands beside which'),
          further: z
            .array(z.strictObject({ before: answer, comparedWith }))
            .optional()
            .describe('the same of all else that the question compares with'),
          headline: words,
          remarks: z.array(words).describe('what must be known to read the headline right'),
          definition: words.describe('how it was counted'),
          table,
          computed: z.iso.datetime().describe('when it was computed'),
          readFrom: z
            .strictObject({ index: z.boolean(), why: words.optional() })
            .describe('whether it was read from the index of people by day; where not, why not'),
        })
        .meta({ id: `Answered.${kind}` }),
    ),
  )
  .meta({ id: 'Answered' });
