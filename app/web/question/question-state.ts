import { useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { Draft } from '#loop/ask/view';
import type { Catalogue } from '#loop/condition';
import { complete } from '#loop/condition/view';

/** The saved question that a draft began as, and the version it began from. */
export interface Saved {
  readonly id: string;
  readonly version: number;
}

export interface Asked {
  readonly draft: Draft;
  readonly saved: Saved | undefined;
  /** The chart that draws the answer's table; absent for the picture of the analysis itself. */
  readonly chart: string | undefined;
  readonly setChart: (chart: string | undefined) => void;
  readonly set: (draft: Draft, saved?: Saved) => void;
}

/** The question in the address, so that every answer can be linked to; the kind's own start when there is none. */
export function useQuestion(
  kind: string,
  start: (catalogue: Catalogue) => Record<string, unknown>,
  catalogue: Catalogue,
): Asked {
  const [, go] = useLocation();
  const search = useSearch();
  return useMemo(() => {
    const params = new URLSearchParams(search);
    const draft = readQuestion(params.get('q'), kind) ?? { ...start(catalogue), kind };
    const saved = savedOf(params);
    const chart = params.get('chart') ?? undefined;
    return {
      draft,
      saved,
      chart,
      set: (next, kept = saved) => go(addressOf(next, kept, chart), { replace: true }),
      setChart: (next) => go(addressOf(draft, saved, next), { replace: true }),
    };
  }, [kind, search, start, catalogue, go]);
}

/** The address of a question, and of the chart that draws its answer. */
export function addressOf(draft: Draft, saved?: Saved, chart?: string): string {
  const params = new URLSearchParams({ q: JSON.stringify(draft) });
  if (saved) {
    params.set('saved', saved.id);
    params.set('version', String(saved.version));
  }
  if (chart) params.set('chart', chart);
  return `/ask/${draft.kind}?${params}`;
}

function savedOf(params: URLSearchParams): Saved | undefined {
  const id = params.get('saved');
  // addresses of old told no version; then it is the first, and saving says what was saved since
  return id === null ? undefined : { id, version: Number(params.get('version')) || 1 };
}

/** Stands for an address that tells no question of its kind. */
export class WrongAddress extends Error {}

/** The question of an address; nothing where it tells none. What is no question is thrown, and said by the page. */
export function readQuestion(text: string | null, kind: string): Draft | undefined {
  if (!text) return undefined;
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || !('kind' in value) || value.kind !== kind)
    throw new WrongAddress(text);
  return { ...value, kind };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new WrongAddress(text, { cause });
  }
}

/** What of the form can be asked already: half-written conditions are left out, wherever they stand. */
export function askable(draft: Draft): Draft {
  return trim(draft) as Draft;
}

function trim(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(trim);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      if (key !== 'where' && key !== 'who') return [[key, trim(inner)]];
      const whole = complete(inner);
      return whole ? [[key, whole]] : [];
    }),
  );
}
