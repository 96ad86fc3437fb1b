import { analysis } from '../../analysis.ts';
import { knownUntil, trendAnswer } from './answer.ts';
import { trendTable } from './as-table.ts';
import { compileTrend } from './compile.ts';
import { trendDefinition } from './definition.ts';
import { trendHeadline, trendRemarks } from './headline.ts';
import { peopleBehind, TrendPoint, trendPoints } from './people.ts';
import { TrendQuestion } from './question.ts';

/** How much there is of something, period by period: events, people, sums and averages, and calculations over them. */
export const trend = analysis({
  question: TrendQuestion,
  compile: compileTrend,
  answer: trendAnswer,
  comparedUntil: knownUntil,
  point: TrendPoint,
  points: trendPoints,
  isDated: ({ period }) => period !== undefined,
  people: peopleBehind,
  headline: trendHeadline,
  remarks: trendRemarks,
  definition: trendDefinition,
  table: trendTable,
});
