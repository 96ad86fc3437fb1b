import { analysis } from '../../analysis.ts';
import { answerOf } from './answer.ts';
import { funnelTable } from './as-table.ts';
import { counted } from './counted.ts';
import { funnelDefinition } from './definition.ts';
import { funnelHeadline, funnelRemarks } from './headline.ts';
import { FunnelPoint, peopleBehind, pointsOf } from './people.ts';
import { FunnelQuestion } from './question.ts';

/** How far people get: of those who did the first step, how many went on to each next one, and how fast. */
export const funnel = analysis({
  question: FunnelQuestion,
  compile: counted,
  answer: answerOf,
  point: FunnelPoint,
  points: pointsOf,
  isDated: (point) => 'period' in point && point.period !== undefined,
  people: peopleBehind,
  headline: funnelHeadline,
  remarks: funnelRemarks,
  definition: funnelDefinition,
  table: funnelTable,
});
