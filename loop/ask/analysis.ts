import type { z } from 'zod';
import type { Words } from '#lib/core';
import type { Sql } from '#lib/sql';
import type { Interval, Naming, Scope } from '#loop/condition';

/** A question as it is compiled: with the moments of its span and the tables of its viewer. */
export interface Asked<Q> extends Interval {
  readonly question: Q;
  readonly scope: Scope;
}

/** A question as it is told to people: with the words they know its events and properties by. */
export interface Named<Q> {
  readonly question: Q;
  readonly naming: Naming;
}

/** A column of an answer's table: how its figures are written; `change` is in parts of what it was, `points` between two rates. */
export interface TableColumn {
  readonly key: string;
  readonly title: Words;
  readonly kind: 'text' | 'number' | 'rate' | 'day' | 'seconds' | 'change' | 'points';
  /** It holds the names of the answer's periods, so that a comparison finds the ones they are compared with. */
  readonly isPeriod?: true;
  /** It tells which row it is, though it is a number; texts and days do anyway. */
  readonly isName?: true;
}

/** Words where the product speaks, text where the data does. */
export type Cell = string | number | Words | null;

/** An answer as a table: shown below the chart, downloaded as CSV and Excel. */
export interface Table {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly Readonly<Record<string, Cell>>[];
}

/**
 * One way of asking. Pure: question in, SQL out; rows in, answer out.
 * The contract test of the shelf asks every analysis on the real engine:
 * the people behind a point are as many as the point says.
 */
export interface Analysis<Q extends z.ZodType = z.ZodType, A = unknown, P extends z.ZodType = z.ZodType> {
  /** What may be asked: plain JSON with this `kind`. */
  readonly question: Q;
  /** How it is asked. */
  compile(asked: Asked<z.output<Q>>): Sql;
  /** What came back. */
  answer(rows: readonly Record<string, unknown>[], asked: Asked<z.output<Q>>): A;
  /** Until when the span may be compared, where what is compared is to end as early. */
  comparedUntil?(asked: Asked<z.output<Q>>): Date;
  /** A place in the answer behind which there are people. */
  readonly point: P;
  /** Every point of an answer with the number of people it shows. */
  points(answer: A): readonly { point: z.output<P>; people: number }[];
  /** Whether a point lies in a certain period of the calendar, so that its people are others when the span moves on. */
  isDated?(point: z.output<P>): boolean;
  /** Who is behind a point: one row a person, column `person`. */
  people(asked: Asked<z.output<Q>>, point: z.output<P>): Sql;
  /** The sentence the answer starts with; `before` is the answer it is compared with. */
  headline(answer: A, named: Named<z.output<Q>>, before?: A): Words;
  /** Sentences that must be said beside the headline, so that nobody takes its numbers for more than they are. */
  remarks?(answer: A, named: Named<z.output<Q>>, before?: A): readonly Words[];
  /** How it was counted, in words. */
  definition(named: Named<z.output<Q>>): Words;
  table(answer: A, named: Named<z.output<Q>>): Table;
}

/** Infers the types of an analysis. */
export function analysis<Q extends z.ZodType, A, P extends z.ZodType>(
  parts: Analysis<Q, A, P>,
): Analysis<Q, A, P> {
  return parts;
}
