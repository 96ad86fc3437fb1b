import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isDeeper } from '#loop/collect';
import { checkInput } from '../product/check-input.ts';
import { Browser, openTestServer, owner } from './testing.ts';

describe('input', () => {
  let product: Awaited<ReturnType<typeof openTestServer>>;
  let browser: Browser;

  beforeAll(async () => {
    product = await openTestServer();
    browser = new Browser(product.address);
    await browser.enter('first', { token: await product.access.firstLink(), ...owner });
  });
  afterAll(() => product.close());

  it('that does not fit is refused with the place, what is allowed and what was given', async () => {
    const { status, body } = await browser.post('odd/tree', {
      all: [{ all: [{ property: 'city', is: 'maybe' }] }],
    });
    expect(status).toBe(400);
    expect(body.error?.message).toBe(
      'all.0.all.0.is: Invalid option: expected one of "known"|"unknown"; given: "maybe"',
    );
    const zh = await browser.post('project/update', { weekStart: 'friday' }, { 'accept-language': 'zh' });
    expect(zh.body.error?.message).toMatch(/^weekStart：.*"monday"\|"sunday".*给出的是："friday"$/);
  });

  it('nested too deep is refused before it is parsed', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect((await browser.post('odd/tree', deep)).body.error?.code).toBe('server.too-deep');
    const fits = `${'{"all":['.repeat(29)}{"property":"a","is":"known"}${']}'.repeat(29)}`;
    expect((await browser.post('odd/tree', fits)).body).toBe('fits');
  });

  it('counts nesting outside of strings only', () => {
    expect(isDeeper('{"a":"[[[[[["}', 1)).toBe(false);
    expect(isDeeper('{"a\\"[":["]"]}', 1)).toBe(true);
    expect(isDeeper('[[],[],[]]', 2)).toBe(false);
  });

  it('too big is refused', async () => {
    const { status, body } = await browser.post('odd/tree', { property: 'x'.repeat(3_000_000), is: 'known' });
    expect([status, body.error?.code]).toEqual([413, 'server.too-large']);
  });

  it.each([
    ['{"all":[}', 400, 'server.not-json'],
    ['{"__proto__":{"polluted":true}}', 400, 'server.not-json'],
    ['{"constructor":{"prototype":{}}}', 400, 'server.not-json'],
    ['null', 400, 'server.bad-input'],
  ])('%s is refused', async (text, status, code) => {
    const answer = await browser.post('odd/tree', text);
    expect([answer.status, answer.body.error?.code]).toEqual([status, code]);
  });

  it('that is packed is refused', async () => {
    const answer = await browser.post('odd/tree', '{}', { 'content-encoding': 'gzip' });
    expect([answer.status, answer.body.error?.code]).toEqual([415, 'server.wrong-encoding']);
  });

  it('of another content type is refused', async () => {
    const answer = await browser.post('odd/tree', '<a/>', { 'content-type': 'text/xml' });
    expect([answer.status, answer.body.error?.code]).toEqual([415, 'server.wrong-type']);
  });

  it('of whatever shape never breaks a schema or its explanation', () => {
    const schemas = Object.values(product.operations).map(({ input }) => input);
    fc.assert(
      fc.property(fc.constantFrom(...schemas), fc.jsonValue({ maxDepth: 8 }), (schema, value) => {
        try {
          checkInput(schema, value, 'zh');
        } catch (error) {
          expect(error).toMatchObject({ code: 'server.bad-input', status: 400 });
        }
      }),
      { numRuns: 20_000 },
    );
  });

  it('of whatever shape never breaks an operation', async () => {
    const names = Object.keys(product.operations).filter((name) => !name.startsWith('odd/'));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.jsonValue(), async (name, value) => {
        expect((await browser.post(name, value)).status).toBeLessThan(500);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the OpenAPI document', () => {
  const reference = z.string().regex(/^#\/components\/schemas\//);

  it('lists every operation and leads to no schema that is not there', async () => {
    const product = await openTestServer();
    try {
      const text = await (await fetch(`${product.address}/api/openapi.json`)).text();
      const document = z
        .object({
          openapi: z.literal('3.1.0'),
          paths: z.record(
            z.string(),
            z.partialRecord(z.enum(['get', 'post']), z.object({ operationId: z.string() })),
          ),
          components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
        })
        .parse(JSON.parse(text));
      // beside what is asked without logging in
      expect(Object.keys(document.paths).filter((path) => path.startsWith('/api/'))).toEqual(
        Object.keys(product.operations).map((name) => `/api/${name}`),
      );
      const ids = Object.values(document.paths)
        .flatMap((methods) => Object.values(methods))
        .map(({ operationId }) => operationId);
      expect(new Set(ids).size).toBe(ids.length);
      const references = [...text.matchAll(/"\$ref":"([^"]*)"/g)].map(([, to]) => reference.parse(to));
      expect(references.length).toBeGreaterThan(ids.length);
      for (const to of references)
        expect(document.components.schemas).toHaveProperty([to.split('/').at(-1)!]);
    } finally {
      await product.close();
    }
  });
});
