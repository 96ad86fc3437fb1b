import type { Words } from '#lib/core';
import type { Sql } from '#lib/sql';
import type { Naming } from '../naming.ts';
import type { Source } from '../reach.ts';
import type { Owner, Scope } from '../scope.ts';
import type { Condition, EventPattern } from './kinds.ts';

/** What a node is compiled within. */
export interface Compiling {
  readonly scope: Scope;
  readonly subject: Owner;
  /** Of what stands in it. */
  compile(inner: Condition): Sql;
  matches(pattern: EventPattern): Sql;
}

/** What a node is put in words within. */
export interface Wording {
  readonly subject: Owner;
  readonly naming: Naming;
  words(inner: Condition): Words;
  pattern(pattern: EventPattern): Words;
}

/** Where a node says what it refers to. */
export interface Using {
  readonly subject: Owner;
  property(of: Owner, name: string, asNumber: boolean): void;
  segment(id: string): void;
  /** A condition or a pattern that stands in it. */
  inner(part: Condition | EventPattern): void;
}

/** A kind of condition: all that is known of it but its schema and its line in the editor, which stand beside it. */
export interface Node<C> {
  /** Whether it is one of those whose number is limited: the engine reads each. */
  readonly counts: boolean;
  /** A predicate over a row of events, or over a column `person`. */
  compile(node: C, within: Compiling): Sql;
  words(node: C, within: Wording): Words;
  uses(node: C, using: Using): void;
  /** Whether it holds for all events of a source, or for none; undefined where it depends on the event. */
  ofSource?(
    node: C,
    source: Source,
    inner: (condition: Condition) => boolean | undefined,
  ): boolean | undefined;
  /** What of a half-written node can be asked already. */
  complete(
    node: C,
    inner: (condition: Condition | undefined) => Condition | undefined,
  ): Condition | undefined;
}
