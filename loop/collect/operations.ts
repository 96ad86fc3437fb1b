import type { Collect } from './collect.ts';
import { catalogueOperations } from './operations/catalogue.ts';
import { rejectOperations } from './operations/reject.ts';
import { sourceOperations } from './operations/source.ts';

/** What the doors may call of receiving. */
export function collectOperations(collect: Collect) {
  return { ...sourceOperations(collect), ...rejectOperations(collect), ...catalogueOperations(collect) };
}
