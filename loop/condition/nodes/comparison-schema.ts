import { z } from 'zod';
import { complaint } from '#lib/core';
import { GivenName } from '../given-name.ts';
import { type ComparisonOp, comparisons, numeric } from './comparison-ops.ts';

const Value = z.union([z.string().max(1000), z.number(), z.boolean()]);
/** A day, or a moment: without an offset on the clocks of whoever asks. */
const Moment = z.union([
  z.iso.date(),
  z
    .string()
    .overwrite((text) => text.replace(' ', 'T'))
    .pipe(z.iso.datetime({ offset: true, local: true })),
]);

const takes = {
  none: { zh: '不带值', en: 'no value' },
  one: { zh: '一个值', en: 'one value' },
  two: { zh: '两个值', en: 'two values' },
  many: { zh: '至少一个值', en: 'at least one value' },
};
const counts = {
  none: (n: number) => n === 0,
  one: (n: number) => n === 1,
  two: (n: number) => n === 2,
  many: (n: number) => n >= 1,
};

/**
 * A comparison of one property. `of` is whose property it is: by default the event's in a filter on events,
 * the person's in a filter on people. Moments are compared with before/after (ISO text; a day alone is the whole of it)
 * or inLast (days of 24 hours).
 */
export const Comparison = z
  .strictObject({
    property: GivenName,
    of: z.enum(['event', 'person']).optional(),
    op: z.enum(Object.keys(comparisons) as [ComparisonOp, ...ComparisonOp[]]),
    values: z.array(Value).max(1000).default([]),
  })
  .superRefine(({ op, values }, context) => {
    const complain = (zh: string, en: string) =>
      context.addIssue({ code: 'custom', path: ['values'], ...complaint({ zh, en }) });
    const wanted = takes[comparisons[op]];
    if (!counts[comparisons[op]](values.length))
      complain(
        `${op} 的值：${wanted.zh}；收到 ${values.length} 个`,
        `${op} takes ${wanted.en}, ${values.length} given`,
      );
    if (numeric.has(op) && !values.every((value) => typeof value === 'number'))
      complain(`${op} 只比较数字`, `${op} compares numbers`);
    if ((op === 'before' || op === 'after') && !values.every((value) => Moment.safeParse(value).success))
      complain(`${op} 要一个日期，例如 2026-11-22`, `${op} takes a date such as 2026-11-22`);
    if (op === 'matches' && !isPattern(String(values[0])))
      complain(
        'matches 要一个正则表达式（RE2：不支持环视和反向引用）',
        'matches takes a regular expression (RE2: no look-around, no back-references)',
      );
  });
export type Comparison = z.infer<typeof Comparison>;

/** Near enough to what the engine takes: it knows RE2, we know JavaScript's. */
function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return !/\(\?[=!<]|\\[1-9]/.test(text);
  } catch {
    return false;
  }
}
