import type { Words } from '#lib/core';

/** How a property is compared; each says how many values it takes. */
export const comparisons = {
  is: 'many',
  isNot: 'many',
  contains: 'many',
  notContains: 'many',
  startsWith: 'one',
  endsWith: 'one',
  matches: 'one',
  greater: 'one',
  atLeast: 'one',
  less: 'one',
  atMost: 'one',
  between: 'two',
  before: 'one',
  after: 'one',
  inLast: 'one',
  isSet: 'none',
  isNotSet: 'none',
} as const satisfies Record<string, 'none' | 'one' | 'two' | 'many'>;
export type ComparisonOp = keyof typeof comparisons;

/** Those whose values are numbers. */
export const numeric: ReadonlySet<ComparisonOp> = new Set([
  'greater',
  'atLeast',
  'less',
  'atMost',
  'between',
  'inLast',
]);

/** The words of each comparison, as a form offers them. */
export const comparisonTitles: Record<ComparisonOp, Words> = {
  is: { zh: '是', en: 'is' },
  isNot: { zh: '不是', en: 'is not' },
  contains: { zh: '包含', en: 'contains' },
  notContains: { zh: '不包含', en: 'does not contain' },
  startsWith: { zh: '开头是', en: 'starts with' },
  endsWith: { zh: '结尾是', en: 'ends with' },
  matches: { zh: '匹配正则', en: 'matches regex' },
  greater: { zh: '大于', en: 'is more than' },
  atLeast: { zh: '大于等于', en: 'is at least' },
  less: { zh: '小于', en: 'is less than' },
  atMost: { zh: '小于等于', en: 'is at most' },
  between: { zh: '介于', en: 'is between' },
  before: { zh: '早于', en: 'is before' },
  after: { zh: '晚于', en: 'is after' },
  inLast: { zh: '在最近', en: 'is in the last' },
  isSet: { zh: '有值', en: 'is set' },
  isNotSet: { zh: '没有值', en: 'is not set' },
};
