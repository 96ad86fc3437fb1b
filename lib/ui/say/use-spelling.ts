import { useEffect, useState } from 'react';
import type { spelled } from './spelled.ts';

type Spelling = typeof spelled;
let loaded: Spelling | undefined;

/** Spells Chinese words in pinyin, once that is loaded: its dictionary is too large to come with every page. */
export function useSpelling(): Spelling | undefined {
  const [spelling, setSpelling] = useState(() => loaded);
  useEffect(() => {
    if (loaded) return;
    let current = true;
    const show = (module: { spelled: Spelling }) => {
      loaded = remembering(module.spelled);
      if (current) setSpelling(() => loaded);
    };
    // without it names are still found as they are written
    import('./spelled.ts').then(show, () => undefined);
    return () => {
      current = false;
    };
  }, []);
  return spelling;
}

/** A list is searched at every letter typed, and its names stay. */
function remembering(spell: Spelling): Spelling {
  const known = new Map<string, string>();
  return (label) => {
    const before = known.get(label);
    if (before !== undefined) return before;
    const spelling = spell(label);
    known.set(label, spelling);
    return spelling;
  };
}
