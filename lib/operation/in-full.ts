import type { z } from 'zod';

const full = new WeakMap<z.core.$ZodType, z.ZodType>();

/** A schema of what is read by other means than itself, with what it is in full: OpenAPI shows that in its place. */
export function readInFull<S extends z.ZodType>(schema: S, whole: z.ZodType): S {
  full.set(schema, whole);
  return schema;
}

/** What a schema is in full, where that is another one. */
export function inFull(schema: z.core.$ZodType): z.ZodType | undefined {
  return full.get(schema);
}
