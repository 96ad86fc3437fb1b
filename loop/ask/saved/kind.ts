import { z } from 'zod';
import type { Kind } from '#loop/definition';
import { fieldWords, valueWords } from '../analysis/field-words.ts';
import { kindTitle } from '../analysis/kind-title.ts';
import { parseQuestion } from '../parse-question.ts';
import { questionUses } from '../remarks/uses.ts';

const Question = z.looseObject({ kind: z.string() });

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
    parseQuestion(body, language);
    return body;
  },
};
