import { afterAll, beforeAll, expect, it } from 'vitest';
import { print, sql } from '#lib/sql';
import type { Warehouse } from '#lib/store';
import { Scopes } from '#loop/access';
import { testTables } from '../../access/testing.ts';
import { type AskDeps, ask } from '../ask.ts';
import { type Company, openCompany } from '../testing/company.ts';
import { AnswerCache } from './answer-cache.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany(20);
});
afterAll(() => company.close());

const question = {
  kind: 'trend',
  span: { last: 2, unit: 'day' },
  series: [{ event: 'Came' }],
};

async function came(deps: AskDeps): Promise<number> {
  const { answer } = await ask(question, company.viewer, deps);
  const [line] = (answer as { lines: { values: number[] }[] }).lines;
  return line!.values.reduce((sum, n) => sum + n, 0);
}

async function another(id: string): Promise<void> {
  const message = {
    type: 'track',
    event: 'Came',
    userId: 'late',
    timestamp: '2026-11-19T00:00:00Z',
    messageId: id,
  };
  await company.collect.receive({ project: company.viewer.project.id, messages: [message] });
  await company.collect.settle();
}

/** The company's columns, whose questions are written down; as a server's, which say nothing of what others write. */
function watched({ server = false } = {}) {
  const asked: string[] = [];
  const read: Warehouse['read'] = (statement, options) => {
    asked.push(print(statement).text);
    return company.warehouse.read(statement, options);
  };
  const lines: Warehouse['lines'] = (statement, options) => {
    asked.push(print(statement).text);
    return company.warehouse.lines(statement, options);
  };
  const warehouse: Warehouse = Object.create(company.warehouse, {
    read: { value: read },
    lines: { value: lines },
    ...(server && { alone: { value: false }, changes: { value: 0 } }),
  });
  const scopes = new Scopes(warehouse, testTables, company.clock);
  return { asked, scopes, deps: { ...company, warehouse, scopes, cache: new AnswerCache() } };
}

it('is kept while nothing is written, and another after whatever this process wrote', async () => {
  const { asked, deps } = watched();
  const before = await came(deps);
  const first = asked.length;
  expect(await came(deps)).toBe(before);
  expect(asked).toHaveLength(first);
  await another('own');
  expect(await came(deps)).toBe(before + 1);
});

it('is another after a write that failed, since it may have written all the same', async () => {
  const { scopes } = watched();
  const before = await scopes.open(company.viewer);
  await expect(company.warehouse.run(sql`INSERT INTO nowhere SELECT 1`)).rejects.toThrow();
  expect((await scopes.open(company.viewer)).version).not.toBe(before.version);
});

it('follows what others write to a server within a second, and looks for it no more often', async () => {
  const { asked, deps } = watched({ server: true });
  const looks = () => asked.filter((text) => text.includes('system.dictionaries')).length;
  const before = await came(deps);
  await came(deps);
  expect(looks()).toBe(1);
  await another('foreign');
  await expect.poll(() => came(deps), { timeout: 3000 }).toBe(before + 1);
  expect(looks()).toBeLessThan(5);
});
