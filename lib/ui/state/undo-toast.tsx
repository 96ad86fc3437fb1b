import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useSay } from '../say/language.tsx';
import { text } from '../say/text.ts';
import './waiting.css';

interface Note {
  readonly id: number;
  readonly message: string;
  readonly undo?: () => void;
}

/** Says that something is done; with `undo` it can be taken back for a while. */
export type Tell = (message: string, undo?: () => void) => void;

const TellContext = createContext<Tell>(() => {});

export function useTell(): Tell {
  return useContext(TellContext);
}

/** A line at the foot of the screen that says what happened and takes it back. */
export function UndoToast({ note, onGone }: { note: Omit<Note, 'id'>; onGone: () => void }) {
  const say = useSay();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(onGone, note.undo ? 8000 : 4000);
    return () => clearTimeout(timer);
  }, [held, note, onGone]);
  return (
    <li
      className="ui-toast"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span>{note.message}</span>
      {note.undo ? (
        <button
          type="button"
          className="ui-plain"
          onClick={() => {
            note.undo?.();
            onGone();
          }}
        >
          {say(text.undo)}
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
  const tell = useCallback<Tell>((message, undo) => {
    setNotes((before) => [...before.slice(-2), { id: (before.at(-1)?.id ?? 0) + 1, message, undo }]);
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
