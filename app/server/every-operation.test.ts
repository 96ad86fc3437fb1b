import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Fault } from '#lib/core';
import { file, nothing } from '#lib/operation';
import { type Role, rights, roles } from '#loop/access';
import { checkInput } from '../product/check-input.ts';
import { controls } from '../product/controls.ts';
import { compose } from '../product/operations.ts';
import { openProduct, type Product } from '../product/product.ts';
import { openApi } from './open-api/open-api.ts';
import { createServer } from './server.ts';
import { Browser } from './testing.ts';

const rank: Record<Role, number> = { viewer: 0, analyst: 1, owner: 2 };

describe('every operation of the product', () => {
  const data = mkdtempSync(join(tmpdir(), 'linger-operations-'));
  let product: Product;
  let server: FastifyInstance;
  let operations: ReturnType<typeof compose>;
  let stranger: Browser;

  beforeAll(async () => {
    product = await openProduct({ data }, 'make');
    operations = compose(product);
    server = await createServer({ access: product.access, operations, controlToken: 'control' });
    stranger = new Browser(await server.listen({ port: 0, host: '127.0.0.1' }));
  }, 240_000);
  afterAll(async () => {
    await server.close();
    await product.close();
    await rm(data, { recursive: true, force: true });
  }, 60_000);

  it.each(roles)('is open to a %s exactly as its right says', async (role) => {
    const input = { kind: 'api', name: role, role };
    const made = await stranger.post('key/create', input, { authorization: 'Bearer control' });
    const authorization = `Bearer ${String(made.body.key)}`;
    for (const [name, { right }] of Object.entries(operations)) {
      const allowed = rank[role] >= rights.indexOf(right);
      // a list fits no operation: what is allowed gets as far as being checked, and changes nothing
      const { status } = await stranger.post(name, [0], { authorization });
      expect([name, status]).toEqual([name, allowed ? 400 : 403]);
    }
  });

  it('is closed to who did not log in', async () => {
    for (const name of Object.keys(operations)) {
      expect([name, (await stranger.post(name, {})).status]).toEqual([name, 401]);
    }
  });

  it('is in the OpenAPI document, with no reference that leads nowhere', () => {
    const text = JSON.stringify(openApi(operations, '1'));
    const { paths, components } = JSON.parse(text);
    expect(Object.keys(paths)).toEqual(Object.keys(operations).map((name) => `/api/${name}`));
    for (const [, to] of text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]*)"/g)) {
      expect(components.schemas).toHaveProperty([to ?? '']);
    }
  });

  it('tells in OpenAPI what each takes and gives, with shared schemas once', () => {
    const { paths, components } = JSON.parse(JSON.stringify(openApi(operations, '1')));
    const answers = Object.entries(operations).map(([name, { output }]) => {
      const { 200: answer, 204: none } = paths[`/api/${name}`].post.responses;
      const told = Object.keys(answer?.content ?? {})[0] ?? none?.description;
      if (output === nothing) return [name, told, 'Done; there is nothing to say.'];
      return [name, told, output === file ? 'application/octet-stream' : 'application/json'];
    });
    expect(answers.filter(([, told, wanted]) => told !== wanted)).toEqual([]);
    // a schema that says something of its own is not copied into others, nor is any the same under two names
    const { schemas } = components;
    const shared = [
      'Words',
      'Table',
      'Condition',
      'Question',
      'Answered',
      'Project',
      'Sharing',
      'FileMapping',
    ];
    expect(Object.keys(schemas)).toEqual(expect.arrayContaining(shared));
    const copies = shared.flatMap((one) => {
      const text = JSON.stringify(schemas[one]);
      return Object.entries(schemas)
        .filter(([name, schema]) => name !== one && JSON.stringify(schema).includes(text))
        .map(([name]) => [one, name]);
    });
    expect(copies).toEqual([]);
  });

  it('has its summary in both languages', () => {
    for (const [name, { summary }] of Object.entries({ ...operations, ...controls(product) })) {
      expect([name, /\p{Script=Han}/u.test(summary.zh), /^[A-Z]/.test(summary.en)]).toEqual([
        name,
        true,
        true,
      ]);
      expect([name, /[.。]$/.test(summary.zh + summary.en)]).toEqual([name, false]);
    }
  });

  it('refuses input of any shape with a sentence, and never breaks on it', () => {
    const schemas = Object.values(operations).map(({ input }) => input);
    fc.assert(
      fc.property(fc.constantFrom(...schemas), fc.jsonValue({ maxDepth: 6 }), (schema, value) => {
        try {
          checkInput(schema, value, 'en');
        } catch (error) {
          if (!(error instanceof Fault)) throw error;
          expect(error.status).toBe(400);
        }
      }),
      { numRuns: 20_000 },
    );
  });

  /** As deep as a body may be and deeper, as the whole input and in the place of every part of it. */
  const depths = [10, 58, 59, 60, 61, 2000, 200_000];
  const nests = [
    (levels: number) => '['.repeat(levels) + ']'.repeat(levels),
    (levels: number) => `${'{"all":['.repeat(levels / 2)}${']}'.repeat(levels / 2)}`,
    (levels: number) => `${'{"not":'.repeat(levels)}1${'}'.repeat(levels)}`,
    (levels: number) => JSON.stringify('('.repeat(levels)),
  ];

  it('answers the deepest JSON with a sentence, wherever it stands', async () => {
    const authorization = 'Bearer control';
    for (const [name, { input }] of Object.entries(operations)) {
      const { properties = {} } = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' });
      const places = ['', ...Object.keys(properties).slice(0, 3)];
      for (const place of places)
        for (const [at, nest] of nests.entries())
          for (const levels of depths) {
            if ((places.indexOf(place) + at + levels) % 2 === 1 && levels !== 60) continue;
            const text = place === '' ? nest(levels) : `{"${place}":${nest(levels)}}`;
            const { status, body } = await stranger.post(name, text, { authorization });
            expect([name, place, at, levels, status < 500 || body.error]).toEqual([
              name,
              place,
              at,
              levels,
              true,
            ]);
          }
    }
  }, 120_000);

  it('answers junk in its own shape without breaking', async () => {
    const authorization = 'Bearer control';
    const junk = fc.dictionary(
      fc.constantFrom(
        'kind',
        'question',
        'point',
        'span',
        'id',
        'name',
        'who',
        'where',
        'limit',
        'definition',
      ),
      fc.jsonValue({ maxDepth: 3 }),
    );
    const names = Object.keys(operations).filter((name) => !/^(demo|project|account|key)\//.test(name));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), junk, async (name, value) => {
        const { status, text } = await stranger.post(name, value, { authorization });
        expect([name, value, status < 500, text]).toEqual([name, value, true, text]);
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});
