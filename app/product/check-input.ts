import type { z } from 'zod';
import type { Language } from '#lib/core';
import { readInput } from '#loop/access';
import { badInput } from './faults.ts';

const whole = { en: 'the input', zh: '输入' } as const;

/** The input as the schema wants it; a fault that names where, what was given and what is allowed. */
export function checkInput<S extends z.ZodType>(schema: S, input: unknown, language: Language): z.output<S> {
  const read = readInput(schema, input, language);
  if ('data' in read) return read.data;
  throw badInput({ ...read.misfit, path: read.misfit.path || whole[language] });
}
