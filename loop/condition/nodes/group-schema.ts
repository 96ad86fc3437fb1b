import { z } from 'zod';
import type { Condition } from './kinds.ts';

const MOST_PARTS = 100;
const parts = (part: z.ZodType<Condition>) => z.array(part).max(MOST_PARTS);

export const all = (part: z.ZodType<Condition>) => z.strictObject({ all: parts(part) });
export const any = (part: z.ZodType<Condition>) => z.strictObject({ any: parts(part) });
export const not = (part: z.ZodType<Condition>) => z.strictObject({ not: part });
