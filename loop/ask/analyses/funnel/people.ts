import { z } from 'zod';
import { type Sql, sql } from '#lib/sql';
import type { Asked } from '../../analysis/analysis.ts';
import { Group, inGroup, valueNames } from '../../analysis/breakdown.ts';
import type { FunnelAnswer } from './answer.ts';
import { attempts } from './attempts.ts';
import { secondsBetween } from './compile.ts';
import { type FunnelQuestion, timed } from './question.ts';

const group = Group.optional();
const Step = z.strictObject({
  step: z.int().min(0),
  dropped: z.literal(true).optional().describe('those who reached the step before, but not this one'),
  period: z.int().min(0).optional().describe('with show `trend`: those who entered in this period'),
  group,
});
const Seconds = z.strictObject({
  seconds: z
    .strictObject({ from: z.number(), to: z.number() })
    .optional()
    .describe('`from` included, `to` not'),
  group,
});

/** A step (reached or not), or with show `time` a stretch of seconds; without a group it is everybody. */
export const FunnelPoint = z.union([Step, Seconds]);
export type FunnelPoint = z.output<typeof FunnelPoint>;

export function peopleBehind(asked: Asked<FunnelQuestion>, point: FunnelPoint): Sql {
  const { question } = asked;
  const rows = attempts(asked, false);
  const where: Sql[] = [];
  if (point.group && question.by.length > 0) {
    const weighed = sql`(SELECT ${sql.join(valueNames(question.by))}, 1 AS weight FROM ${rows})`;
    where.push(inGroup(point.group, question, weighed));
  }
  if (!('step' in point)) {
    const { from, to } = timed(question);
    const seconds = secondsBetween(from, to);
    where.push(sql`depth > ${sql.integer(to)}`);
    if (point.seconds)
      where.push(sql`${seconds} >= ${point.seconds.from}`, sql`${seconds} < ${point.seconds.to}`);
    return sql`SELECT DISTINCT person FROM ${rows} WHERE ${sql.and(where)}`;
  }
  if (point.period !== undefined) where.push(sql`period = ${point.period}`);
  if (question.count === 'attempts') {
    where.push(point.dropped ? sql`depth = ${point.step}` : sql`depth > ${point.step}`);
    return sql`SELECT DISTINCT person FROM ${rows} WHERE ${sql.and(where)}`;
  }
  const depth = point.dropped
    ? sql`max(depth) = ${sql.integer(point.step)}`
    : sql`max(depth) > ${sql.integer(point.step)}`;
  return sql`SELECT person FROM ${rows} WHERE ${sql.and(where)} GROUP BY person HAVING ${depth}`;
}

/** Every point that counts people; estimates from a sample do not, nor do attempts. */
export function pointsOf(answer: FunnelAnswer): { point: FunnelPoint; people: number }[] {
  if (answer.sampled || answer.count === 'attempts') return [];
  if (answer.show === 'steps')
    return answer.groups.flatMap(({ group, steps }) =>
      stepPoints(
        steps.map(({ people }) => people),
        { group },
      ),
    );
  if (answer.show === 'trend')
    return answer.groups.flatMap(({ group, people }) =>
      people.flatMap((steps, period) => stepPoints(steps, { group, period })),
    );
  if (answer.overlapping) return [];
  return answer.groups.flatMap(({ group, people, counts }) => [
    { point: { group }, people },
    ...counts.map((count, i) => {
      const from = answer.bins[i] ?? 0;
      return { point: { seconds: { from, to: from + answer.width }, group }, people: count };
    }),
  ]);
}

function stepPoints(steps: readonly number[], of: { group?: Group; period?: number }) {
  return steps.flatMap((people, step) => [
    { point: { step, ...of }, people },
    ...(step > 0
      ? [{ point: { step, dropped: true as const, ...of }, people: (steps[step - 1] ?? 0) - people }]
      : []),
  ]);
}
