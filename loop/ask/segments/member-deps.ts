import type { Clock } from '#lib/core';
import type { Columns, Rows } from '#lib/store';
import type { Scopes } from '#loop/access';
import type { Collect } from '#loop/collect';

/** What working out who is in a segment needs. */
export interface MemberDeps {
  readonly columns: Columns;
  readonly rows: Rows;
  readonly scopes: Scopes;
  readonly clock: Clock;
  readonly collect: Pick<Collect, 'write'>;
}
