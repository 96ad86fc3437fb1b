import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useSay } from '../say/language.tsx';
import { text } from '../say/text.ts';
import './waiting.css';

interface Note {
  readonly id: number;
  readonly message: string;
  readonly undo?: () => void;
  readonly open?: () => void;
}

/** Says that something is done; with `undo` it can be taken back for a while, with `open` it leads to what was made. */
export type Tell = (message: string, undo?: () => void, open?: () => void) => void;

const TellContext = createContext<Tell>(() => {});

export function useTell(): Tell {
  return useContext(TellContext);
}

/** A line at the foot of the screen that says what happened and takes it back. */
export function UndoToast({ note, onGone }: { note: Omit<Note, 'id'>; onGone: () => void }) {
  const say = useSay();
  const [held, setHeld] = useState(false);
  const act = note.undo ?? note.open;
  const canAct = act !== undefined;
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(onGone, canAct ? 8000 : 4000);
    return () => clearTimeout(timer);
  }, [held, canAct, onGone]);
  return (
    <li
      className="ui-toast"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{note.message}</span>
      {act ? (
        <button
          type="button"
          className="ui-plain"
          onClick={() => {
            act();
            onGone();
          }}
        >
          {say(note.undo ? text.undo : text.see)}
        </button>
      ) : (
        <span />
      )}
    </li>
  );
}

/** Lets everything below tell with `useTell()`. */
export function TellProvider({ children }: { children: ReactNode }) {
  const [notes, setNotes] = useState<readonly Note[]>([]);
  const tell = useCallback<Tell>((message, undo, open) => {
    setNotes((before) => [...before.slice(-2), { id: (before.at(-1)?.id ?? 0) + 1, message, undo, open }]);
  }, []);
  const drop = useCallback((id: number) => setNotes((before) => before.filter((note) => note.id !== id)), []);
  return (
    <TellContext value={tell}>
      {children}
      {createPortal(
        <ul className="ui-toasts" aria-live="polite">
          {notes.map((note) => (
            <UndoToast key={note.id} note={note} onGone={() => drop(note.id)} />
          ))}
        </ul>,
        document.body,
      )}
    </TellContext>
  );
}
