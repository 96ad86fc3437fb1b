import { MAX_PROPERTIES } from '../../receive/properties.ts';
import { badMapping, noPersonColumn, noTimeColumn, unknownColumn } from '../faults.ts';
import type { Sample } from '../propose/sample.ts';
import { type ColumnRole, type Mapping, tellsOfEvents } from './mapping.ts';

/** Refuses a mapping that could not make events of this file, saying why. */
export function checkMapping({ columns }: Pick<Sample, 'columns'>, mapping: Mapping): void {
  const known = new Set(columns);
  const all = columns.slice(0, 30).join(', ');
  const named = [
    ...mapping.columns.map(({ column }) => column),
    ...Object.values(mapping.amount ?? {}),
    ...(mapping.clock === undefined ? [] : [mapping.clock]),
  ];
  const unknown = named.find((column) => !known.has(column));
  if (unknown !== undefined) throw unknownColumn({ given: unknown, columns: all });
  const count = (...roles: ColumnRole[]) => mapping.columns.filter(({ role }) => roles.includes(role)).length;
  for (const role of ['person', 'device', 'time', 'event', 'amount'] as const) {
    if (count(role) > 1) throw badMapping({ reason: `${role}: ${count(role)} > 1` });
  }
  if (new Set(mapping.columns.map(({ column }) => column)).size < mapping.columns.length) {
    throw badMapping({ reason: 'a column is named twice' });
  }
  const events = tellsOfEvents(mapping);
  if (count('person') === 0 && !(events && count('device') > 0)) throw noPersonColumn({ columns: all });
  if (events && count('time') === 0) throw noTimeColumn({ columns: all });
  if (!events && count('trait', 'both') === 0)
    throw badMapping({ reason: 'neither an event nor a property of people' });
  if (count('property', 'amount', 'both', 'trait', 'key') > MAX_PROPERTIES)
    throw badMapping({ reason: `> ${MAX_PROPERTIES} properties` });
}
