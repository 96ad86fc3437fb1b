import { z } from 'zod';
import type { Kind } from '#loop/definition';
import { type AnyQuestion, parseQuestion } from '../ask.ts';
import { fieldWords, valueWords } from '../field-words.ts';
import { questionUses } from '../remarks/uses.ts';
import { kindWords } from './text.ts';

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
  about: ({ kind }) => kindWords[kind as AnyQuestion['kind']] ?? { zh: kind, en: kind },
  uses: questionUses,
  check(body, { language }) {
    parseQuestion(body, language);
    return body;
  },
};
