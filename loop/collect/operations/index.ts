import type { Collect } from '../collect.ts';
import { rejectOperations } from './reject.ts';
import { sourceOperations } from './source.ts';

/** What the entry points may call of receiving. */
export function collectOperations(collect: Collect) {
  return { ...sourceOperations(collect), ...rejectOperations(collect) };
}
