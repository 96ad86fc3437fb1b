import { CloseOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { Pill, useSay } from '#lib/ui';
import './condition.css';
import { text } from './text.ts';

interface Props {
  /** How this line connects to the one before; the first has nothing to connect to. */
  readonly word: 'all' | 'any' | undefined;
  readonly onWord: (word: 'all' | 'any') => void;
  readonly onRemove: () => void;
  readonly children: ReactNode;
}

/** One line of a condition: the word that connects it, what it says, and a way to take it out. */
export function Line({ word, onWord, onRemove, children }: Props) {
  const say = useSay();
  return (
    <div className="condition-line">
      {word && (
        <Pill
          value={word}
          options={(['all', 'any'] as const).map((one) => ({ value: one, label: say(text[one]) }))}
          label={say(text.connector)}
          onChange={(next) => onWord(next as 'all' | 'any')}
        />
      )}
      {children}
      <button
        type="button"
        className="ui-plain condition-remove"
        aria-label={say(text.remove)}
        onClick={onRemove}
      >
        <CloseOutlined />
      </button>
    </div>
  );
}
