import { expect, it } from 'vitest';
import { type FunnelDraft, patternsOf } from './question.ts';
import { fitting, withoutStep, withStepMoved } from './rearrange.ts';

const question: FunnelDraft = {
  steps: [{ event: 'a' }, { event: 'b' }, { event: 'c' }, { event: 'd' }],
  exclude: [
    { event: 'x', after: 0, before: 1 },
    { event: 'y', after: 1, before: 3 },
  ],
  time: { from: 0, to: 2 },
  attribute: { step: 2 },
};
const between = ({ exclude = [] }: FunnelDraft) => exclude.map(({ after, before }) => [after, before]);

it('lets exclusions, times and values follow a step that moves', () => {
  const moved = withStepMoved(question, 2, 0);
  expect(moved.steps?.flatMap(patternsOf).map(({ event }) => event)).toEqual(['c', 'a', 'b', 'd']);
  expect(between(moved)).toEqual([
    [1, 2],
    [2, 3],
  ]);
  expect(moved).toMatchObject({ time: { from: 0, to: 1 }, attribute: { step: 0 } });
  expect(between(withStepMoved(question, 0, 3))[0]).toEqual([0, 3]);
});

it('widens exclusions to the next step where theirs is gone, and drops what is left without two', () => {
  expect(between(withoutStep(question, 1))).toEqual([
    [0, 1],
    [0, 2],
  ]);
  expect(between(withoutStep(question, 0))).toEqual([[0, 2]]);
  expect(withoutStep(question, 2)).toMatchObject({ time: undefined, attribute: 'last' });
});

it('in any order lets exclusions lie between the first and the last step done', () => {
  const any = fitting({ ...question, order: 'any', attribute: 'all' });
  expect(between(any)).toEqual([
    [0, 3],
    [0, 3],
  ]);
  expect(any.attribute).toBe('first');
});
