import { expect, it } from 'vitest';
import { intervalOf, plainNaming } from '#loop/condition';
import { testScope } from '../../../access/testing.ts';
import { retentionAnswer } from './answer.ts';
import { retention } from './retention.ts';

const project = { id: 1, name: 'shop', timeZone: 'America/New_York', weekStart: 'monday' as const };
const scope = testScope(project, {}, new Date('2026-11-20T00:00:00Z'));

it('is worked out where it is as big as it may be', () => {
  const question = retention.question.parse({
    kind: 'retention',
    span: { last: 365, unit: 'day' },
    periods: 400,
  });
  const asked = { question, scope, ...intervalOf(question.span, scope) };
  const rows = Array.from({ length: 365 * 400 }, (_, i) => ({
    ...{ place: 1, shown: [], cohort: Math.floor(i / 400), period: i % 400 },
    ...{ people: i % 400 === 0 ? '4' : '1', total: 0, payments: '0' },
  }));
  const answer = retentionAnswer({ cells: rows }, asked);
  const table = retention.table(answer, { question, naming: plainNaming });
  // about 0.15 s; it once took minutes, and the server with it
  expect(answer.curves[0]!.size).toBe(365 * 4);
  // today is the last cohort: 364 are old enough for day 0, 355 for day 9
  expect(answer.curves[0]!.cells[9]).toMatchObject({ people: 355, base: 355 * 4, rate: 1 / 4 });
  expect(table.rows).toHaveLength(365);
});
