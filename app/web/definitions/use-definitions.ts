import type { OperationName, Output } from '../api/api.ts';
import { useChange, useOperation } from '../api/use-operation.ts';

/** A definition as a line of a list. */
export type Definition = Output<'definition/list'>['definitions'][number];

/** What shows definitions, and is asked anew once one of them has changed. */
const shows: readonly OperationName[] = [
  'definition/list',
  'definition/get',
  'definition/versions',
  'definition/used-by',
  'definition/uses',
  'definition/sharing',
  'segment/list',
  'segment/get',
];

type Changing = Extract<OperationName, `definition/${string}`>;

/** A change of definitions. */
export function useDefinitionChange<K extends Changing>(name: K) {
  return useChange<K>(name, shows);
}

/** What is kept of one kind and may be seen, the last changed first. */
export function useDefinitions(kind: string, trashed = false) {
  return useOperation('definition/list', { kind, trashed }, { placeholderData: (before) => before });
}
