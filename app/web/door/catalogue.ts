import { useMemo } from 'react';
import type { Catalogue } from '#loop/condition';
import { call } from './api.ts';
import { useOperation } from './use-operation.ts';

/** What the project's data is made of; undefined while it is fetched. */
export function useCatalogue(): Catalogue | undefined {
  const events = useOperation('event/list', {}, { staleTime: 60_000 }).data;
  const properties = useOperation('property/list', {}, { staleTime: 60_000 }).data;
  const segments = useOperation('segment/list', {}).data;
  return useMemo(
    () =>
      events &&
      properties &&
      segments && {
        events: events.events,
        properties: properties.properties,
        segments: segments.segments,
        values: async (of, property, search) =>
          (await call('property/values', { of, property, search })).values,
      },
    [events, properties, segments],
  );
}
