import { z } from 'zod';
import type { Operations } from './door.ts';

type Json = { [name: string]: unknown };

/** The OpenAPI 3.1 document of all operations, which are reached under an address. */
export function openApi(operations: Operations, version: string, address = '/'): Json {
  const schemas: Json = { fault: faultSchema };
  const paths: Json = {};
  for (const [name, { says, right, input, described }] of Object.entries(operations)) {
    const own = name.replaceAll('/', '.');
    const answer = `${own}.output`;
    Object.assign(schemas, schemasOf(described?.input ?? input, own, 'input'));
    if (described?.output) Object.assign(schemas, schemasOf(described.output, answer, 'output'));
    paths[`/api/${name}`] = {
      post: {
        operationId: own,
        summary: says,
        description: `Needs the right to ${right}.`,
        tags: [name.split('/')[0]],
        requestBody: { content: { 'application/json': { schema: refTo(own) } } },
        responses: {
          200: described?.output
            ? { description: 'The answer.', content: { 'application/json': { schema: refTo(answer) } } }
            : { description: 'The answer: JSON, or a file to download.' },
          204: { description: 'Done; there is nothing to say.' },
          default: { description: 'A fault.', content: { 'application/json': { schema: refTo('fault') } } },
        },
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Linger', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: address }],
    security: [{ key: [] }],
    paths,
    components: { schemas, securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
  };
}

const faultSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message', 'values'],
      properties: {
        code: { type: 'string', description: 'Stable; scripts can rely on it.' },
        message: { type: 'string', description: "A sentence in the caller's language." },
        values: { type: 'object', additionalProperties: { type: ['string', 'number'] } },
      },
    },
  },
};

/** A schema under its own name, and those it is made of under names that begin with it. */
function schemasOf(schema: z.ZodType, own: string, io: 'input' | 'output'): Json {
  const { $schema, $defs, ...whole } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  const parts = Object.entries($defs ?? {}).map(([name, inner]) => [`${own}.${name}`, pointInto(inner, own)]);
  return { [own]: pointInto(whole, own), ...Object.fromEntries(parts) };
}

const refTo = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** References within one schema become references within the whole document. */
function pointInto(value: unknown, own: string): unknown {
  if (Array.isArray(value)) return value.map((item) => pointInto(item, own));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (key !== '$ref' || typeof inner !== 'string') return [key, pointInto(inner, own)];
      const name = inner === '#' ? own : inner.replace('#/$defs/', `${own}.`);
      return [key, `#/components/schemas/${name}`];
    }),
  );
}
