import { CheckOutlined, LoadingOutlined } from '@ant-design/icons';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Language } from '#lib/core';
import { useSay } from '#lib/ui';
import { text } from './text.ts';

interface Props {
  readonly label: string;
  readonly language: Language;
  readonly value: string;
  readonly placeholder: string;
  readonly onSave: (word: string) => Promise<void>;
}

type State = 'still' | 'saving' | 'saved' | 'unsaved';

/** A name that is changed where it stands: Enter keeps it and goes on to the row below, Escape takes the typing back. */
export function NameInput({ label, language, value, placeholder, onSave }: Props) {
  const say = useSay();
  const [draft, setDraft] = useState(value);
  const [state, setState] = useState<State>('still');
  const typed = useRef(value);
  const type = (next: string) => {
    typed.current = next;
    setDraft(next);
  };
  useEffect(() => {
    typed.current = value;
    setDraft(value);
  }, [value]);
  const keep = async () => {
    const word = typed.current.trim();
    type(word);
    if (word === value) return setState('still');
    setState('saving');
    await onSave(word).then(
      () => setState('saved'),
      () => setState('unsaved'),
    );
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const input = event.currentTarget;
    if (event.key === 'Escape' && typed.current !== value) {
      event.stopPropagation();
      event.nativeEvent.stopImmediatePropagation();
      type(value);
      setState('still');
    }
    if (event.key !== 'Enter') return;
    const below = input.closest('tr')?.nextElementSibling;
    const next = below?.querySelector<HTMLInputElement>(`input[lang="${language}"]`);
    if (next) next.focus();
    else input.blur();
  };
  return (
    <span className={`names-input names-${state}`}>
      <input
        lang={language}
        dir="auto"
        aria-label={label}
        aria-invalid={state === 'unsaved' || undefined}
        title={draft || undefined}
        placeholder={placeholder}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        value={draft}
        onChange={({ target }) => type(target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => void keep()}
      />
      <span aria-live="polite">
        {state === 'saving' && <LoadingOutlined aria-label={say(text.saving)} />}
        {state === 'saved' && <CheckOutlined aria-label={say(text.saved)} />}
        {state === 'unsaved' && say(text.unsaved)}
      </span>
    </span>
  );
}
