import { z } from 'zod';
import { words } from '#lib/operation';
import { operation } from '#loop/access';
import { type ComputeDeps, namingFor } from '../compute-answer.ts';
import { firstFacts } from './first-facts.ts';
import { firstQuestion } from './first-question.ts';
import { firstWords } from './first-words.ts';

/** Where an import leads: in the browser and in the terminal to the same question. */
export function firstOperations(deps: ComputeDeps) {
  return {
    'ask/first': operation({
      right: 'view',
      summary: {
        zh: '一个来源（例如一次导入）最先该看的问题，以及它带来了什么：用户、日期、异常',
        en: 'What to ask first of a source, such as an import, and what came from it: people, dates, what was odd',
      },
      input: z.strictObject({ source: z.string().max(200).describe('as an import names it: file:…') }),
      output: z.strictObject({
        question: z.looseObject({ kind: z.string() }).nullable().describe('null where no event came from it'),
        told: z.array(words),
      }),
      run: async (viewer, { source }, { signal }) => {
        const scope = await deps.scopes.scopeOf(viewer);
        const facts = await firstFacts(deps.warehouse, scope, source, { signal });
        if (!facts) return { question: null, told: [] };
        const naming = await namingFor(deps, viewer);
        const { now, timeZone } = scope;
        return {
          question: firstQuestion(facts, now, timeZone),
          told: firstWords(facts, naming.event, timeZone),
        };
      },
    }),
  };
}
