import { expect, it } from 'vitest';
import { z } from 'zod';
import { complaint } from '#lib/core';
import { Condition } from '#loop/condition';
import { readInput } from './read-input.ts';

const schema = z.strictObject({
  where: Condition.optional(),
  days: z
    .int()
    .min(1)
    .refine((days) => days % 7 === 0, complaint({ zh: '要整周', en: 'whole weeks' }))
    .optional(),
});

function complained(input: unknown, language: 'zh' | 'en') {
  const read = readInput(schema, input, language);
  return 'misfit' in read ? [read.misfit.path, read.misfit.allowed] : read.data;
}

it('complains in the language of the caller, in words of its own and of the library', () => {
  expect(complained({ days: 8 }, 'zh')).toEqual(['days', '要整周']);
  expect(complained({ days: 8 }, 'en')).toEqual(['days', 'whole weeks']);
  expect(complained({ days: 0 }, 'zh')).toEqual(['days', expect.stringMatching(/^数值过小/)]);
});

it('complains of the branch of a choice that was meant', () => {
  const where = { all: [{ property: 'age', op: 'greater', values: ['ten'] }] };
  expect(complained({ where }, 'zh')).toEqual(['where.all.0.values', 'greater 只比较数字']);
  expect(complained({ where }, 'en')).toEqual(['where.all.0.values', 'greater compares numbers']);
});

it('gives what fits', () => {
  expect(complained({ days: 14 }, 'zh')).toEqual({ days: 14 });
});
