import { z } from 'zod';
import { complaint } from '#lib/core';
import { GivenName } from './name.ts';
import { Span } from './span.ts';

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

const numeric = new Set<ComparisonOp>(['greater', 'atLeast', 'less', 'atMost', 'between', 'inLast']);

/** How many comparisons and events a question may name in all: the engine reads each, and refuses some thousands. */
export const MOST_CONDITIONS = 500;

/** How many comparisons, events and segments stand in a condition, or in whatever holds conditions. */
export function conditionsIn(value: unknown): number {
  let count = 0;
  const left = [value];
  while (left.length > 0) {
    const one = left.pop();
    if (typeof one !== 'object' || one === null) continue;
    if ('op' in one || 'did' in one || 'inSegment' in one) count++;
    left.push(...Object.values(one).filter((inner) => typeof inner === 'object'));
  }
  return count;
}

/** Which events are meant: one name, or `*` for any; narrowed by a filter on them. */
export interface EventPattern {
  event: string;
  where?: Condition | undefined;
}

/** The person did a matching event so many times (at least once by default), within a span (ever by default). */
export interface Did {
  did: EventPattern;
  times?: { op: 'atLeast' | 'atMost' | 'exactly'; n: number } | undefined;
  within?: Span | undefined;
}

/** The one condition language: for filters on events and people, segments, tags, journeys and policies. */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | Comparison
  | Did
  | { inSegment: string };

const Part: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(Part).max(100) }),
    z.strictObject({ any: z.array(Part).max(100) }),
    z.strictObject({ not: Part }),
    Comparison,
    z.strictObject({
      did: z.strictObject({ event: z.string().min(1).max(200), where: Part.optional() }),
      times: z
        .strictObject({ op: z.enum(['atLeast', 'atMost', 'exactly']), n: z.int().min(0).max(1_000_000) })
        .optional(),
      within: Span.optional(),
    }),
    z.strictObject({ inSegment: z.string().min(1).max(64) }),
  ]),
);

export const Condition: z.ZodType<Condition> = Part.superRefine((condition, context) => {
  const given = conditionsIn(condition);
  if (given > MOST_CONDITIONS)
    context.addIssue({
      code: 'custom',
      ...complaint({
        zh: `最多 ${MOST_CONDITIONS} 个条件；收到 ${given} 个。同一属性的多个值可以写在一个条件里`,
        en: `at most ${MOST_CONDITIONS} conditions, ${given} given; several values of one property go into one condition`,
      }),
    });
});

export const EventPattern: z.ZodType<EventPattern> = z.lazy(() =>
  z.strictObject({ event: GivenName, where: Condition.optional() }),
);
