import type { ReactNode } from 'react';
import './control.css';

/** Words and controls that read as one sentence and wrap like one. */
export function Sentence({ children, actions }: { children: ReactNode; actions?: ReactNode }) {
  return (
    <div className="ui-sentence">
      <div className="ui-sentence-words">{children}</div>
      {actions && <div className="ui-sentence-actions">{actions}</div>}
    </div>
  );
}
