import type { z } from 'zod';
import type { Given, Operation as Named } from '#lib/operation';
import type { Right, Viewer } from './viewer.ts';

/** What may be called of the product, by a viewer who has the right to. */
export type Operation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType, R = unknown> = Named<
  Viewer,
  Right,
  I,
  O,
  R
>;

/** Infers the types of an operation; one whose result is not what it says of its output does not compile. */
export function operation<I extends z.ZodType, O extends z.ZodType, R extends Given<O>>(
  definition: Operation<I, O, R>,
): Operation<I, O, R> {
  return definition;
}
