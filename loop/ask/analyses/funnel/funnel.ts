import { analysis } from '../../analysis/analysis.ts';
import { about } from './about.ts';
import { answerOf, FunnelAnswer } from './answer.ts';
import { compileFunnel } from './compile.ts';
import { funnelDefinition } from './definition.ts';
import { examples } from './examples.ts';
import { funnelHeadline, funnelRemarks } from './headline.ts';
import { FunnelPoint, peopleBehind, pointsOf } from './people.ts';
import { funnelPointTitle } from './point-title.ts';
import { FunnelQuestion, windowOf } from './question.ts';
import { funnelTable } from './table.ts';

/** How far people get: of those who did the first step, how many went on to each next one, and how fast. */
export const funnel = analysis({
  ...about,
  examples,
  question: FunnelQuestion,
  answered: FunnelAnswer,
  compile: (asked) => ({ counts: compileFunnel(asked) }),
  answer: answerOf,
  until: ({ question, to }) => new Date(to.getTime() + windowOf(question)),
  point: FunnelPoint,
  points: pointsOf,
  isDated: (point) => 'period' in point && point.period !== undefined,
  people: peopleBehind,
  pointTitle: funnelPointTitle,
  headline: funnelHeadline,
  remarks: funnelRemarks,
  definition: funnelDefinition,
  table: funnelTable,
});
