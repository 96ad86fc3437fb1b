import type { Fault, Language } from '#lib/core';
import type { Condition } from '#loop/condition';
import { needsAnalyst, needsOwner } from './faults.ts';

/** What a role may do, each including the ones before it. */
export const rights = ['view', 'analyse', 'manage'] as const;
export type Right = (typeof rights)[number];

export const roles = ['viewer', 'analyst', 'owner'] as const;
export type Role = (typeof roles)[number];

const rightsOf: Record<Role, readonly Right[]> = {
  viewer: ['view'],
  analyst: ['view', 'analyse'],
  owner: ['view', 'analyse', 'manage'],
};

/** Who asks: a person who logged in or a key, in one project. Every question is asked as a viewer. */
export interface Viewer {
  readonly project: Project;
  readonly role: Role;
  /** Who it was, for the audit log: an account's email address or a key's name. */
  readonly name: string;
  /** The account's id; absent for keys. */
  readonly account?: string;
  /** The session the account came with, so that it can be kept when the others end. */
  readonly session?: string;
  readonly language: Language;
}

export interface Project {
  /** Number of the project in the column store. */
  readonly id: number;
  readonly name: string;
  readonly timeZone: string;
  readonly weekStart: 'monday' | 'sunday';
  /** Which people are the company's own; questions leave them out unless they say otherwise. */
  readonly internal?: Condition | null;
}

export function may(viewer: Viewer, right: Right): boolean {
  return rightsOf[viewer.role].includes(right);
}

const refusals: Record<Right, (values: { operation: string }) => Fault> = {
  view: needsAnalyst,
  analyse: needsAnalyst,
  manage: needsOwner,
};

/** Refuses an operation whose right the viewer does not have. */
export function requireRight(viewer: Viewer, right: Right, operation: string): void {
  if (!may(viewer, right)) throw refusals[right]({ operation });
}
