import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '#lib/sql';
import { ask } from '../ask.ts';
import { peopleBehind } from '../people-behind.ts';
import { type Company, openCompany } from '../testing/company.ts';
import { analysisOf } from './any-analysis.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany(120);
}, 60_000);
afterAll(() => company.close());

const ofSome = { property: 'city', of: 'person' as const, op: 'is' as const, values: ['上海'] };
const questions = Object.entries(analysisOf).map(
  ([kind, analysis]) => [kind, analysis, { kind, ...analysis.examples[0]!.question }] as const,
);

const seenBy = (internal: typeof ofSome) => ({
  ...company.viewer,
  project: { ...company.viewer.project, internal },
});

describe.each(questions)('internal accounts in a question of %s', (_, analysis, question) => {
  it('are left out as if the question said so, and the answer says it', async () => {
    const left = await ask(question, seenBy(ofSome), company);
    const said = await ask({ ...question, who: { not: ofSome } }, company.viewer, company);
    const all = await ask(question, company.viewer, company);
    expect(left.answer).toEqual(said.answer);
    expect(left.answer).not.toEqual(all.answer);
    expect(left.definition.en).toContain('Internal accounts are left out');
    expect(left.definition.zh).toContain('内部账号不计入');
  });

  it('count where the question wants them', async () => {
    const all = await ask(question, company.viewer, company);
    const wanted = await ask({ ...question, internal: true }, seenBy(ofSome), company);
    expect(wanted.answer).toEqual(all.answer);
    expect(wanted.definition.en).not.toContain('Internal');
  });

  it('do not stand behind its points', async () => {
    const viewer = seenBy(ofSome);
    const { answer } = await ask(question, viewer, company);
    const [point] = analysis.points(answer).filter(({ people }) => people > 0);
    const scope = await company.scopes.scopeOf(viewer);
    const behind = peopleBehind(question, JSON.parse(JSON.stringify(point?.point)), scope);
    const [row] = await company.warehouse.read<{ n: string; internal: string }>(sql`SELECT count() AS n,
      countIf(person IN (SELECT person FROM ${scope.personProperty('city', 'text')} WHERE value = '上海')) AS internal
      FROM (${behind})`);
    expect(row).toEqual({ n: String(point?.people), internal: '0' });
  });
});
