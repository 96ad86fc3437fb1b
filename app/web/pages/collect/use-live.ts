import { useEffect, useRef, useState } from 'react';
import type { LiveItem } from '#loop/collect';
import { within } from '../../api/base.ts';
import { useSigned } from '../../api/session.tsx';

const SHOWN = 300;

/** What arrives in the project, newest first, and how many were left out under load. */
export function useLive(paused: boolean): { items: readonly LiveItem[]; left: number } {
  const { project } = useSigned();
  const [state, setState] = useState<{ items: readonly LiveItem[]; left: number }>({ items: [], left: 0 });
  const stopped = useRef(paused);
  stopped.current = paused;
  useEffect(() => {
    const stream = new EventSource(within(`/api/live?project=${project.id}`));
    let first = true;
    stream.onmessage = ({ data }) => {
      const { items, left } = JSON.parse(data) as { items: LiveItem[]; left: number };
      const begins = first;
      first = false;
      if (stopped.current) return;
      setState((now) => ({
        items: (begins ? items : [...items, ...now.items]).slice(0, SHOWN),
        left: begins ? 0 : now.left + left,
      }));
    };
    stream.onerror = () => {
      first = true;
    };
    return () => stream.close();
  }, [project.id]);
  return state;
}
