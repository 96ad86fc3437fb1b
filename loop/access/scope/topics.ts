/**
 * What of a project's data may change, as those who write it and those who keep answers call it. Whatever says no topic
 * changes everything.
 */
export const topic = {
  /** Anything of a project. */
  project: (project: number) => `${project}`,
  /** Any event of a project. */
  events: (project: number) => `${project} events`,
  /** Events of one name. */
  event: (project: number, name: string) => `${project} event ${name}`,
  /** Between which moments it is known what happened; touched once a minute while events come in. */
  reach: (project: number) => `${project} reach`,
  /** Which days of the index of people by day are written. */
  days: (project: number) => `${project} days`,
  /** Properties of people. */
  people: (project: number) => `${project} people`,
  /** Who is who. */
  identity: (project: number) => `${project} identity`,
  /** Who is in a segment. */
  segment: (project: number, id: string) => `${project} segment ${id}`,
  /** What people call events, properties and segments. */
  names: (project: number) => `${project} names`,
  /** Which properties of events have columns of their own. */
  materialized: 'materialized',
} as const;
