import { CloseOutlined, SearchOutlined } from '@ant-design/icons';
import { type ComponentProps, type Ref, useEffect, useRef, useState } from 'react';
import { useSay } from '../say/language.tsx';
import { text } from '../say/text.ts';
import './control.css';

interface Props extends Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'ref' | 'type'> {
  readonly value: string;
  /** Fires with finished text only, never with half-typed pinyin. */
  readonly onChange: (value: string) => void;
  readonly ref?: Ref<HTMLInputElement>;
}

/** A search box that waits until an input method is done composing. */
export function SearchInput({ value, onChange, placeholder, className = '', ...rest }: Props) {
  const say = useSay();
  const composing = useRef(false);
  const [draft, setDraft] = useState(value);
  useEffect(() => {
    if (!composing.current) setDraft(value);
  }, [value]);
  return (
    <span className={`ui-search ${className}`}>
      <SearchOutlined aria-hidden />
      <input
        type="search"
        autoComplete="off"
        spellCheck={false}
        aria-label={placeholder ?? say(text.search)}
        placeholder={placeholder ?? say(text.search)}
        {...rest}
        value={draft}
        onChange={(event) => {
          setDraft(event.target.value);
          if (!composing.current) onChange(event.target.value);
        }}
        onCompositionStart={() => {
          composing.current = true;
        }}
        onCompositionEnd={(event) => {
          composing.current = false;
          onChange(event.currentTarget.value);
        }}
      />
      {draft && (
        <button type="button" className="ui-plain" aria-label={say(text.clear)} onClick={() => onChange('')}>
          <CloseOutlined />
        </button>
      )}
    </span>
  );
}
