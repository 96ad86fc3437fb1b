import { z } from 'zod';
import { Span } from '../span.ts';
import type { Condition } from './kinds.ts';

export const did = (part: z.ZodType<Condition>) =>
  z.strictObject({
    did: z.strictObject({ event: z.string().min(1).max(200), where: part.optional() }),
    times: z
      .strictObject({ op: z.enum(['atLeast', 'atMost', 'exactly']), n: z.int().min(0).max(1_000_000) })
      .optional(),
    within: Span.optional(),
  });
