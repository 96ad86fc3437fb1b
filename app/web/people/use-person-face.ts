import { useMemo } from 'react';
import type { Language } from '#lib/core';
import { formatMoney } from '#lib/ui';
import { type Face, faceOf } from '#loop/know/view';
import { useOperation } from '../api/use-operation.ts';
import type { Person } from './person-cell.tsx';

const minute = { staleTime: 60_000 };

/** Which properties and events tell who somebody is; undefined while it is looked up. */
export function usePersonFace(): Face | undefined {
  const events = useOperation('event/list', {}, minute).data?.events;
  const ofEvents = useOperation('property/list', { owner: 'event' }, minute).data?.properties;
  const ofPeople = useOperation('property/list', { owner: 'person' }, minute).data?.properties;
  return useMemo(
    () => (events && ofEvents && ofPeople ? faceOf({ events, ofEvents, ofPeople }) : undefined),
    [events, ofEvents, ofPeople],
  );
}

/** What a list of people asks for to show their faces. */
export function asksFor({ name, city, level, spend, purchase }: Face) {
  const columns = [name, city, level, spend].filter((one) => one !== undefined);
  return { columns, ...(purchase && { purchase }) };
}

/** Somebody in one line: the name, then where from, of which level, and what was spent. */
export function toldOf(
  { id, properties, bought }: Person,
  { name, city, level }: Face = {},
  language: Language,
): { label: string; hint: string } {
  const told = [city, level].map((one) => (one === undefined ? undefined : properties[one]));
  const called = name === undefined ? undefined : properties[name];
  const spent = bought && formatMoney(bought.spent, bought.currency, language);
  const hint = [...told, spent, called === undefined ? undefined : id].filter(Boolean).join(' · ');
  return { label: called ?? id, hint };
}
