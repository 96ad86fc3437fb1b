import { analysis } from '../../analysis.ts';
import { retentionAnswer } from './answer.ts';
import { retentionTable } from './as-table.ts';
import { compileRetention } from './compile.ts';
import { retentionDefinition } from './definition.ts';
import { retentionHeadline } from './headline.ts';
import { peopleBehind, RetentionPoint } from './point.ts';
import { retentionPoints } from './points.ts';
import { RetentionQuestion } from './question.ts';
import { retentionRemarks } from './remarks.ts';

/** Who stays: of the people who did one thing, how many did another later, period by period. */
export const retention = analysis({
  question: RetentionQuestion,
  compile: compileRetention,
  answer: retentionAnswer,
  point: RetentionPoint,
  points: retentionPoints,
  isDated: ({ cohort }) => cohort !== undefined,
  people: peopleBehind,
  headline: retentionHeadline,
  remarks: retentionRemarks,
  definition: retentionDefinition,
  table: retentionTable,
});
