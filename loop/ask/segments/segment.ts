import { z } from 'zod';
import { Condition, usesOf } from '#loop/condition';

/** A segment is a condition on people, the people behind a point of an answer, or those of a list of ids. */
export const SegmentDefinition = z
  .union([
    z.strictObject({ who: Condition }),
    z.strictObject({
      question: z.looseObject({ kind: z.string() }),
      point: z.record(z.string(), z.unknown()),
    }),
    z.strictObject({
      list: z.uuid().describe('a list that was uploaded'),
      ids: z.int().min(1).describe('how many different ids it holds'),
      repeated: z.int().min(0).default(0).describe('how many lines repeated one of them'),
    }),
  ])
  .meta({ id: 'SegmentDefinition' });
export type SegmentDefinition = z.output<typeof SegmentDefinition>;

/** The segments that a definition looks into, wherever they are named in it. */
export function segmentsWithin(definition: unknown): readonly string[] {
  return usesOf(definition).segments;
}
