import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '#lib/sql';
import type { Opened } from '#loop/access';
import { type Company, openCompany } from './testing/company.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany(20);
});
afterAll(() => company.close());

/** Counts the viewer's events, and keeps how often it was begun and what stopped it. */
function counting() {
  const begun: (AbortSignal | undefined)[] = [];
  const work = async ({ scope }: Opened, signal?: AbortSignal) => {
    begun.push(signal);
    const [row] = await company.columns.read<{ n: string }>(sql`SELECT count() AS n FROM ${scope.events}`);
    return Number(row?.n);
  };
  return { begun, work };
}

async function another(id: string): Promise<void> {
  const message = { type: 'track', event: 'Came', userId: 'late', messageId: id };
  await company.collect.receive({ project: company.viewer.project.id, messages: [message] });
  await company.collect.settle();
}

it('looks ahead once the data stands still, and does again what new data made outdated', async () => {
  const { scopes, viewer } = company;
  await scopes.open(viewer);
  await scopes.open(viewer);
  const calm = counting();
  const before = await scopes.ahead(viewer, calm.work);
  expect(calm.begun).toHaveLength(1);
  await another('ahead-1');
  const changed = counting();
  expect(await scopes.ahead(viewer, changed.work)).toBe(before + 1);
  expect(changed.begun).toHaveLength(2);
  expect(changed.begun[0]?.aborted).toBe(true);
  await another('ahead-2');
  const busy = counting();
  expect(await scopes.ahead(viewer, busy.work)).toBe(before + 2);
  expect(busy.begun).toHaveLength(1);
});
