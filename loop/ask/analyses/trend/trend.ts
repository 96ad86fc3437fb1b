import { analysis } from '../../analysis/analysis.ts';
import { about } from './about.ts';
import { knownUntil, TrendAnswer, trendAnswer } from './answer.ts';
import { trendByDays } from './by-days.ts';
import { compileTrend } from './compile.ts';
import { trendDefinition } from './definition.ts';
import { examples } from './examples.ts';
import { trendHeadline, trendRemarks } from './headline.ts';
import { peopleBehind, TrendPoint, trendPoints } from './people.ts';
import { trendPointTitle } from './point-title.ts';
import { TrendQuestion } from './question.ts';
import { trendTable } from './table.ts';

/** How much there is of something, period by period: events, people, sums and averages, and calculations over them. */
export const trend = analysis({
  ...about,
  examples,
  question: TrendQuestion,
  answered: TrendAnswer,
  compile: compileTrend,
  byDays: trendByDays,
  answer: trendAnswer,
  comparedUntil: knownUntil,
  point: TrendPoint,
  points: trendPoints,
  isDated: ({ period }) => period !== undefined,
  people: peopleBehind,
  pointTitle: trendPointTitle,
  headline: trendHeadline,
  remarks: trendRemarks,
  definition: trendDefinition,
  table: trendTable,
});
