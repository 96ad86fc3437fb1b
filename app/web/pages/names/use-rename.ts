import { useRef } from 'react';
import type { Language, Words } from '#lib/core';
import { useSay, useTell } from '#lib/ui';
import { useChange } from '../../api/use-operation.ts';
import { text } from './text.ts';

/** An event or a property as it is called now. */
export interface Called {
  readonly kind: 'event' | 'property';
  readonly name: string;
  readonly named: Words;
}

export type Rename = (one: Called, language: Language, word: string) => Promise<void>;

/** Gives names and lets them be taken back; one change follows the other, so that none overwrites another's language. */
export function useRename() {
  const say = useSay();
  const tell = useTell();
  const change = useChange('catalogue/rename', ['event/list', 'property/list', 'ask']);
  const turn = useRef<Promise<unknown>>(Promise.resolve());
  const held = useRef(new Map<string, Words>());
  const put = (one: Called, language: Language, word: string): Promise<void> => {
    const done = turn.current.then(async () => {
      const { kind, name } = one;
      const key = `${kind} ${name}`;
      const next = { ...(held.current.get(key) ?? one.named), [language]: word };
      await change.mutateAsync({ names: [{ kind, name, ...next }] });
      held.current.set(key, next);
    });
    turn.current = done.catch(() => undefined);
    return done;
  };
  const rename: Rename = async (one, language, word) => {
    const before = held.current.get(`${one.kind} ${one.name}`)?.[language] ?? one.named[language];
    await put(one, language, word);
    const said = word ? `${say(text.renamed)} ${one.name} → ${word}` : `${say(text.unnamedNow)} ${one.name}`;
    // What fails here is shown by the page, as `fault`.
    tell(said, () => void put(one, language, before).catch(() => undefined));
  };
  return { rename, fault: change.error };
}
