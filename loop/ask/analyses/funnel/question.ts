import { z } from 'zod';
import { complaint } from '#lib/core';
import { type Sql, sql } from '#lib/sql';
import { Condition, type EventPattern, GivenName } from '#loop/condition';
import { valueNames } from '../../analysis/breakdown.ts';
import { common } from '../../analysis/question.ts';

export const orders = ['ordered', 'strict', 'any'] as const;
export const counts = ['people', 'attempts'] as const;
export const shows = ['steps', 'time', 'trend'] as const;
export const windowMs = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
} as const;

export type Order = (typeof orders)[number];
export type Count = (typeof counts)[number];
export type Show = (typeof shows)[number];
export type WindowUnit = keyof typeof windowMs;

const LONGEST_WINDOW_MS = 366 * windowMs.day;
const MOST_STEPS = 20;

const pattern = { event: GivenName, where: Condition.optional() };
const named = { name: z.string().min(1).max(100).optional() };
export const MOST_PATTERNS = 5;

const Step = z.union([
  z.strictObject({ ...pattern, ...named }),
  z.strictObject({ anyOf: z.array(z.strictObject(pattern)).min(2).max(MOST_PATTERNS), ...named }),
]);
const StepIndex = z
  .int()
  .min(0)
  .max(MOST_STEPS - 1);

/** How far people get through a row of steps. Steps are numbered from 0. */
export const FunnelQuestion = z
  .strictObject({
    kind: z.literal('funnel'),
    ...common,
    steps: z.array(Step).min(2).max(MOST_STEPS).describe('each an event, or any of several'),
    order: z
      .enum(orders)
      .default('ordered')
      .describe('ordered: other events may come between; strict: none may; any: the steps in any order'),
    window: z
      .strictObject({
        n: z.int().min(1),
        unit: z.enum(Object.keys(windowMs) as [WindowUnit, ...WindowUnit[]]),
      })
      .default({ n: 7, unit: 'day' })
      .refine(
        ({ n, unit }) => n * windowMs[unit] <= LONGEST_WINDOW_MS,
        complaint({ zh: '转化窗口最长 366 天', en: 'a window is at most 366 days' }),
      )
      .describe('how long after the first step the others may come, both ends included'),
    count: z
      .enum(counts)
      .default('people')
      .describe('people: each once, by the furthest attempt; attempts: all of them, one after another'),
    constant: z
      .array(z.strictObject({ property: GivenName }))
      .max(2)
      .default([])
      .describe('properties of events whose values all steps of an attempt must share'),
    exclude: z
      .array(z.strictObject({ ...pattern, after: StepIndex, before: StepIndex }))
      .max(10)
      .default([])
      .describe(
        'events that must not come between two steps; in any order, between the first and the last step that is done',
      ),
    excluded: z
      .enum(['attempt', 'person'])
      .default('attempt')
      .describe(
        'what an excluded event ends: the attempt, which keeps its steps so far, or the person is left out',
      ),
    attribute: z
      .union([z.enum(['first', 'last', 'all']), z.strictObject({ step: StepIndex })])
      .default('first')
      .describe(
        'whose value of a property of events a breakdown takes: the first step, the last one reached, one step, or all steps must agree',
      ),
    show: z.enum(shows).default('steps'),
    time: z
      .strictObject({ from: StepIndex, to: StepIndex, bins: z.int().min(1).max(90).optional() })
      .optional()
      .describe('with show `time`: from which step to which; first to last by default'),
  })
  .superRefine((question, context) => {
    const { steps, order, exclude, attribute, by, time } = question;
    const complain = (path: (string | number)[], zh: string, en: string) =>
      context.addIssue({ code: 'custom', path, ...complaint({ zh, en }) });
    const last = steps.length - 1;
    const among = (first: string, second: string) =>
      [
        `\`${first}\` 要在 \`${second}\` 之前，且都在第 0 至第 ${last} 步之内`,
        `\`${first}\` must be before \`${second}\`, and both among steps 0 to ${last}`,
      ] as const;
    exclude.forEach(({ after, before }, i) => {
      if (after >= before || before > last) complain(['exclude', i], ...among('after', 'before'));
    });
    exclude.forEach(({ after, before }, i) => {
      if (order === 'any' && (after !== 0 || before !== last))
        complain(
          ['exclude', i],
          `order 为 \`any\` 时，排除的是最先与最后做到的步骤之间：\`after\` 填 0，\`before\` 填 ${last}`,
          `with order \`any\`, an exclusion is between the first and the last step done: \`after\` 0, \`before\` ${last}`,
        );
    });
    if (typeof attribute === 'object' && attribute.step > last)
      complain(['attribute', 'step'], `只有第 0 至第 ${last} 步`, `there are only steps 0 to ${last}`);
    if (attribute === 'all' && by.length > 0 && (order === 'strict' || exclude.length > 0))
      complain(
        ['attribute'],
        '`all` 只能用于 order 为 `ordered` 或 `any`、且没有排除事件的漏斗',
        '`all` goes with order `ordered` or `any`, without exclusions',
      );
    if (time && (time.from >= time.to || time.to > last)) complain(['time'], ...among('from', 'to'));
  });
export type FunnelQuestion = z.output<typeof FunnelQuestion>;

/** From which step to which the time is measured. */
export function timed({ time, steps }: FunnelQuestion): { from: number; to: number } {
  return time ?? { from: 0, to: steps.length - 1 };
}

export function windowOf({ window: { n, unit } }: FunnelQuestion): number {
  return n * windowMs[unit];
}

/** Whether one person may stand in several groups: with each value that all their steps agree on. */
export function isPerValue({ attribute, by }: FunnelQuestion): boolean {
  return attribute === 'all' && by.some(({ of }) => of === 'event');
}

/** The columns of those values that are properties of events. */
export function eventValueNames({ by }: FunnelQuestion): Sql[] {
  return valueNames(by).filter((_, i) => by[i]?.of === 'event');
}

/** The columns of the values that all steps of an attempt share. */
export function constantNames({ constant }: Pick<FunnelQuestion, 'constant'>): Sql[] {
  return constant.map((_, i) => sql.name(`constant${i}`));
}

/** The events that a step may be. */
export function patternsOf(step: FunnelStep): readonly EventPattern[] {
  return 'anyOf' in step ? step.anyOf : [step];
}

/** The step that is any of some events. */
export function stepOf(patterns: readonly EventPattern[], name: string | undefined): FunnelStep {
  const [first, ...more] = patterns.map(({ event, where }) => (where ? { event, where } : { event }));
  return { ...(more.length > 0 ? { anyOf: [first!, ...more] } : first!), ...(name && { name }) };
}

/** A question as it is written: what is left out has its default. */
export type FunnelDraft = Partial<FunnelQuestion>;
export type FunnelStep = FunnelQuestion['steps'][number];
export type Exclusion = FunnelQuestion['exclude'][number];
