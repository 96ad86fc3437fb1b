import { z } from 'zod';
import { Condition, usesOf } from '#loop/condition';

/** A segment is a condition on people, or the people behind a point of an answer. */
export const SegmentDefinition = z
  .union([
    z.strictObject({ who: Condition }),
    z.strictObject({
      question: z.looseObject({ kind: z.string() }),
      point: z.record(z.string(), z.unknown()),
    }),
  ])
  .meta({ id: 'SegmentDefinition' });
export type SegmentDefinition = z.output<typeof SegmentDefinition>;

/** The segments that a definition looks into, wherever they are named in it. */
export function segmentsWithin(definition: unknown): readonly string[] {
  return usesOf(definition).segments;
}
