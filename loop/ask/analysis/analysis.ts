import type { z } from 'zod';
import type { PointPart, Table, Words } from '#lib/core';
import type { Sql } from '#lib/sql';
import type { Calendar, Interval, Naming, Scope } from '#loop/condition';
import type { About } from './about.ts';
import type { ByDays, NotByDays } from './by-days.ts';
import type { PointTitle } from './point-title.ts';

/** A question with the moments of its span, and what is known of the data without asking the engine. */
export interface Answering<Q> extends Interval {
  readonly question: Q;
  readonly scope: Calendar & Pick<Scope, 'reach'>;
}

/** A question as it is compiled: with the tables of its viewer. */
export interface Asked<Q> extends Answering<Q> {
  readonly scope: Scope;
}

/** A question as it is told to people: with the words they know its events and properties by. */
export interface Named<Q> {
  readonly question: Q;
  readonly naming: Naming;
}

/** The rows that came back, by the name of the statement that asked for them. */
export type Rows<Name extends string> = Readonly<Record<Name, readonly Record<string, unknown>[]>>;

/** A question worth asking, of events that the demo company has. */
export interface Example {
  readonly title: Words;
  /** Without its `kind`. */
  readonly question: Readonly<Record<string, unknown>>;
}

/**
 * One way of asking. Pure: question in, SQL out; rows in, answer out. Menus, the manual, OpenAPI and the contract test are
 * made from the list of these. The contract test asks each on the real engine: the people behind a point are as many as the point says.
 */
export interface Analysis<
  Q extends z.ZodType = z.ZodType,
  A extends z.ZodType = z.ZodType,
  P extends z.ZodType = z.ZodType,
  Name extends string = string,
> extends About {
  /** What the manual shows and the contract test asks. */
  readonly examples: readonly Example[];
  /** What may be asked: plain JSON with this `kind`. */
  readonly question: Q;
  /** What comes back. */
  readonly answered: A;
  /** How it is asked: one statement or several, which run side by side. */
  compile(asked: Asked<z.output<Q>>): Readonly<Record<Name, Sql>>;
  /** How the same rows are asked of who did what on which day, without reading events; or why they cannot be. */
  byDays?(asked: Asked<z.output<Q>>): ByDays<Name> | NotByDays;
  /** The answer from the rows of each statement. Answers of many rows are computed in a worker, so it sees plain data alone. */
  answer(rows: Rows<Name>, asked: Answering<z.output<Q>>): z.output<A> | Promise<z.output<A>>;
  /** Until when events count for the answer; the end of the span when absent. What lies in the past does not change by time alone. */
  until?(asked: Answering<z.output<Q>>): Date;
  /** Until when the span may be compared, where what is compared is to end as early. */
  comparedUntil?(asked: Answering<z.output<Q>>): Date;
  /** A place in the answer behind which there are people. */
  readonly point: P;
  /** Every point of an answer with the number of people it shows. */
  points(answer: z.output<A>): readonly { point: z.output<P>; people: number }[];
  /** Whether a point lies in a certain period of the calendar, so that its people are others when the span moves on. */
  isDated?(point: z.output<P>): boolean;
  /** Who is behind a point: one row a person, column `person`. */
  people(asked: Asked<z.output<Q>>, point: z.output<P>): Sql;
  /** The same in words, and whom they are a share of. */
  pointTitle(point: z.output<P>, asked: Answering<z.output<Q>> & Named<z.output<Q>>): PointTitle<z.output<P>>;
  /** The sentence the answer starts with; `before` is the answer it is compared with. */
  headline(answer: z.output<A>, named: Named<z.output<Q>>, before?: z.output<A>): Words;
  /** Sentences that must be said beside the headline, so that nobody takes its numbers for more than they are. */
  remarks?(answer: z.output<A>, named: Named<z.output<Q>>, before?: z.output<A>): readonly Words[];
  /** How it was counted, in words. */
  definition(named: Named<z.output<Q>>): Words;
  /** Its figures as a table, with the point of each; pictures are drawn from it. */
  table(answer: z.output<A>, named: Named<z.output<Q>>): Table;
}

/** Infers the types of an analysis. */
export function analysis<Q extends z.ZodType, A extends z.ZodType, P extends z.ZodType, Name extends string>(
  parts: Analysis<Q, A, P, Name>,
): Analysis<Q, A, P, Name> {
  return parts;
}

/** The point of a row of a table, without what is absent: it must be plain JSON. */
export function pointPart(point: PointPart): PointPart {
  return Object.fromEntries(Object.entries(point).filter(([, value]) => value !== undefined));
}
