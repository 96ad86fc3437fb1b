import type { Clock } from '#lib/core';
import type { Database, Warehouse } from '#lib/store';
import type { Scopes } from '#loop/access';
import type { Collect } from '#loop/collect';

/** What working out who is in a segment needs. */
export interface MemberDeps {
  readonly warehouse: Warehouse;
  readonly database: Database;
  readonly scopes: Scopes;
  readonly clock: Clock;
  readonly collect: Pick<Collect, 'write'>;
}
