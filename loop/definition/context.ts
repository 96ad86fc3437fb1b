import type { Clock } from '#lib/core';
import type { Database } from '#lib/store';
import { unknownKind } from './faults.ts';
import type { Kind } from './kind.ts';

/** What every file of this module works with. */
export interface Context {
  readonly database: Database;
  readonly clock: Clock;
  readonly kinds: ReadonlyMap<string, Kind>;
}

/** What reads and writes: the store, or a transaction on it. */
export type Connection = Pick<Database['db'], 'select' | 'insert' | 'update' | 'delete' | 'execute'>;

export function kindNamed({ kinds }: Pick<Context, 'kinds'>, name: string): Kind {
  const kind = kinds.get(name);
  if (!kind) throw unknownKind({ given: name.slice(0, 60), allowed: [...kinds.keys()].join(', ') });
  return kind;
}
