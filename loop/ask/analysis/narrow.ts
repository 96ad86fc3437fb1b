import { type Sql, sql } from '#lib/sql';
import { compile, type Scope } from '#loop/condition';
import type { Common } from './question.ts';
import { inSample } from './sample.ts';

interface Narrowing {
  readonly question: Partial<Pick<Common, 'where' | 'who' | 'internal' | 'sample'>>;
  readonly scope: Scope;
}

type Step = (asked: Narrowing) => Sql[];

/** Which events count. */
const where: Step = ({ question, scope }) =>
  question.where ? [compile(question.where, scope, 'event')] : [];

/** Which people count. */
const who: Step = ({ question, scope }) => (question.who ? [compile(question.who, scope, 'person')] : []);

/** Not the company's own people, unless the question wants them. */
const withoutInternal: Step = ({ question, scope }) =>
  scope.internal && !question.internal ? [sql`NOT (${compile(scope.internal, scope, 'person')})`] : [];

const sample: Step = ({ question }) => inSample(question.sample);

/**
 * The steps by which every analysis narrows the rows of `scope.events` that it reads, in this order; each gives predicates.
 * Figures take all of them, lists of the people behind a point look at everybody (`people`), whatever the sample.
 */
const steps = {
  events: [where],
  people: [who, withoutInternal],
  figures: [who, withoutInternal, sample],
} as const satisfies Record<string, readonly Step[]>;

/** Predicates over a row of `scope.events`: which events count in a question. */
export function whichEvents(asked: Narrowing): Sql[] {
  return steps.events.flatMap((step) => step(asked));
}

/** Predicates over a column `person`: which people count, for figures in a sample or for a list of all of them. */
export function whichPeople(asked: Narrowing, of: 'people' | 'figures'): Sql[] {
  return steps[of].flatMap((step) => step(asked));
}
