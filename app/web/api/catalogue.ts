import { useMemo } from 'react';
import type { Words } from '#lib/core';
import type { Catalogue } from '#loop/condition';
import { call } from './api.ts';
import { useOperation } from './use-operation.ts';

/** What the project's data is made of; undefined while it is fetched. */
export function useCatalogue(): Catalogue | undefined {
  const events = useOperation('event/list', {}, { staleTime: 60_000 }).data;
  const ofEvents = useOperation('property/list', { owner: 'event' }, { staleTime: 60_000 }).data;
  const ofPeople = useOperation('property/list', { owner: 'person' }, { staleTime: 60_000 }).data;
  const segments = useOperation('segment/list', {}).data;
  return useMemo(
    () =>
      events &&
      ofEvents &&
      ofPeople &&
      segments && {
        events: events.events.map(titled),
        properties: [
          ...ofEvents.properties.map((property) => ({
            ...titled(property),
            of: 'event' as const,
            carried: new Map(property.events.map((event, i) => [event, property.carried[i] ?? 0])),
          })),
          ...ofPeople.properties.map(({ carried, ...property }) => ({
            ...titled(property),
            of: 'person' as const,
          })),
        ],
        people: ofPeople.total,
        segments: segments.segments,
        values: async (owner, name, search) =>
          (await call('property/values', { owner, name, search })).values,
      },
    [events, ofEvents, ofPeople, segments],
  );
}

/** What nobody named has no title, rather than its own name twice. */
export function titled<T extends { name: string; words: Words }>({ words, ...rest }: T) {
  return words.zh === rest.name && words.en === rest.name ? rest : { ...rest, title: words };
}
