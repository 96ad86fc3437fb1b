import { analysis } from '../../analysis/analysis.ts';
import { about } from './about.ts';
import { RetentionAnswer, retentionAnswer } from './answer.ts';
import { retentionByDays } from './by-days.ts';
import { cohortsOf } from './cohorts.ts';
import { compileRetention } from './compile.ts';
import { retentionDefinition } from './definition.ts';
import { examples } from './examples.ts';
import { retentionHeadline } from './headline.ts';
import { peopleBehind, RetentionPoint, retentionPoints } from './people.ts';
import { retentionPointTitle } from './point-title.ts';
import { RetentionQuestion } from './question.ts';
import { retentionRemarks } from './remarks.ts';
import { retentionTable } from './table.ts';

/** Who stays: of the people who did one thing, how many did another later, period by period. */
export const retention = analysis({
  ...about,
  examples,
  question: RetentionQuestion,
  answered: RetentionAnswer,
  compile: (asked) => ({ cells: compileRetention(asked) }),
  byDays: retentionByDays,
  answer: retentionAnswer,
  until: (asked) => cohortsOf(asked).returnsUntil,
  point: RetentionPoint,
  points: retentionPoints,
  isDated: ({ cohort }) => cohort !== undefined,
  people: peopleBehind,
  pointTitle: retentionPointTitle,
  headline: retentionHeadline,
  remarks: retentionRemarks,
  definition: retentionDefinition,
  table: retentionTable,
});
