import type { Clock } from '#lib/core';
import type { Rows } from '#lib/store';
import { unknownKind } from './faults.ts';
import type { Kind } from './kind.ts';

/** What every file of this module works with. */
export interface Context {
  readonly rows: Rows;
  readonly clock: Clock;
  readonly kinds: ReadonlyMap<string, Kind>;
}

/** What reads and writes: the store, or a transaction on it. */
export type Database = Pick<Rows['db'], 'select' | 'insert' | 'update' | 'delete' | 'execute'>;

export function kindNamed({ kinds }: Pick<Context, 'kinds'>, name: string): Kind {
  const kind = kinds.get(name);
  if (!kind) throw unknownKind({ given: name.slice(0, 60), allowed: [...kinds.keys()].join(', ') });
  return kind;
}
