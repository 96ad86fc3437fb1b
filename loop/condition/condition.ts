import { z } from 'zod';
import { complaint } from '#lib/core';
import { GivenName } from './given-name.ts';
import { Comparison } from './nodes/comparison-schema.ts';
import { did } from './nodes/did-schema.ts';
import { all, any, not } from './nodes/group-schema.ts';
import { inSegment } from './nodes/in-segment-schema.ts';
import type { Condition as AnyCondition, Kind, Kinds, EventPattern as Pattern } from './nodes/kinds.ts';
import { usesOf } from './uses.ts';

export type Condition = AnyCondition;
export type EventPattern = Pattern;

type SchemaOf<C> = (part: z.ZodType<Condition>) => z.ZodType<C>;
const schemas: { readonly [K in Kind]: SchemaOf<Kinds[K]> } = {
  all,
  any,
  not,
  comparison: () => Comparison,
  did,
  inSegment,
};

const Part: z.ZodType<Condition> = z
  .lazy(() =>
    z.union(Object.values(schemas).map((schema) => schema(Part)) as unknown as [z.ZodType<Condition>]),
  )
  .meta({ id: 'Condition' });

/** How many comparisons and events a question may name in all: the engine reads each, and refuses some thousands. */
export const MOST_CONDITIONS = 500;

export const Condition: z.ZodType<Condition> = Part.superRefine((condition, context) => {
  const given = usesOf(condition).conditions;
  if (given > MOST_CONDITIONS)
    context.addIssue({
      code: 'custom',
      ...complaint({
        zh: `最多 ${MOST_CONDITIONS} 个条件；收到 ${given} 个。同一属性的多个值可以写在一个条件里`,
        en: `at most ${MOST_CONDITIONS} conditions, ${given} given; several values of one property go into one condition`,
      }),
    });
});

export const EventPattern: z.ZodType<EventPattern> = z
  .lazy(() => z.strictObject({ event: GivenName, where: Condition.optional() }))
  .meta({ id: 'EventPattern' });
