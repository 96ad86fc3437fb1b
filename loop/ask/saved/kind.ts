import { z } from 'zod';
import type { Kind } from '#loop/definition';
import { fieldWords, valueWords } from '../analysis/field-words.ts';
import { kindTitle } from '../analysis/kind-title.ts';
import { parseQuestion } from '../parse-question.ts';
import { questionUses } from '../remarks/uses.ts';

/** With what it is for, and the chart that draws its answer where that is not the analysis' own picture. */
const Question = z.looseObject({
  kind: z.string(),
  chart: z.string().min(1).max(40).optional(),
  description: z.string().min(1).max(300).optional(),
});

/** A question kept under a name. */
export const question: Kind<z.output<typeof Question>> = {
  name: 'question',
  words: {
    one: { zh: '已保存的分析', en: 'saved question' },
    many: { zh: '已保存的分析', en: 'saved questions' },
  },
  body: Question,
  page: '/questions/{id}',
  references: { inSegment: 'segment' },
  fields: fieldWords,
  values: valueWords,
  about: ({ kind }) => kindTitle(kind),
  uses: questionUses,
  check(body, { language }) {
    const { chart: _, description: __, ...question } = body;
    parseQuestion(question, language);
    return body;
  },
};
