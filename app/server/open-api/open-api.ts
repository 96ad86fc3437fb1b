import { z } from 'zod';
import type { Operations } from '#app/product';
import { file, nothing, type PublicRequest } from '#lib/operation';
import { type Json, OpenApiSchemas } from './open-api-schemas.ts';

/** The OpenAPI 3.1 document of all operations and public requests, which are reached under an address. */
export function openApi(
  operations: Operations,
  version: string,
  address = '/',
  publicRequests: readonly PublicRequest[] = [],
): Json {
  const schemas = new OpenApiSchemas();
  const added = Object.entries(operations).map(([name, { input, output }]) => {
    const own = name.replaceAll('/', '.');
    schemas.add(own, input, 'input');
    if (output !== file && output !== nothing) schemas.add(`${own}.output`, output, 'output');
    return { name, own };
  });
  const paths = Object.fromEntries(
    added.map(({ name, own }) => [`/api/${name}`, { post: described(operations[name]!, name, own) }]),
  );
  return {
    openapi: '3.1.0',
    info: { title: 'Linger', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: address }],
    security: [{ key: [] }],
    paths: { ...paths, ...publicPaths(publicRequests, schemas) },
    components: {
      schemas: { fault: faultSchema, ...schemas.all() },
      securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
    },
  };
}

function described({ summary, right, output }: Operations[string], name: string, own: string): Json {
  return {
    operationId: own,
    summary: summary.en,
    'x-summary-zh': summary.zh,
    description: `Needs the right to ${right}.`,
    tags: [name.split('/')[0]],
    requestBody: { content: json(refTo(own)) },
    responses: {
      ...answerOf(output, own),
      default: { description: 'A fault.', content: json(refTo('fault')) },
    },
  };
}

function answerOf(output: z.ZodType, own: string): Json {
  if (output === nothing) return { 204: { description: 'Done; there is nothing to say.' } };
  if (output === file) {
    const content = { 'application/octet-stream': {} };
    return { 200: { description: 'A file to download.', content } };
  }
  return { 200: { description: 'The answer.', content: json(refTo(`${own}.output`)) } };
}

/** What is asked without logging in: parameters stand in the path and the query. */
function publicPaths(requests: readonly PublicRequest[], schemas: OpenApiSchemas): Json {
  const paths: Json = {};
  for (const { method, path, summary, input, output } of requests) {
    const own = `public.${path.slice(1).replace(/\/:?/g, '.')}`;
    if (output) schemas.add(`${own}.output`, output, 'output');
    const { properties = {} } = z.toJSONSchema(input, { io: 'input' });
    const inPath = new Set(path.split('/').filter((part) => part.startsWith(':')));
    const parameters = Object.entries(properties).map(([name, schema]) => {
      const required = inPath.has(`:${name}`);
      return { name, in: required ? 'path' : 'query', required, schema };
    });
    paths[path.replace(/:(\w+)/g, '{$1}')] = {
      [method.toLowerCase()]: {
        operationId: own,
        summary: summary.en,
        'x-summary-zh': summary.zh,
        tags: ['public'],
        security: [],
        parameters,
        responses: {
          200: { description: 'The answer.', ...(output && { content: json(refTo(`${own}.output`)) }) },
          default: { description: 'A fault.', content: json(refTo('fault')) },
        },
      },
    };
  }
  return paths;
}

const json = (schema: Json) => ({ 'application/json': { schema } });
const refTo = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const faultSchema = z.toJSONSchema(
  z.object({
    error: z.object({
      code: z.string().describe('Stable; scripts can rely on it.'),
      message: z.string().describe("A sentence in the caller's language."),
      values: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  }),
  { io: 'input' },
);
