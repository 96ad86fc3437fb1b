import type { ReactNode } from 'react';
import './layout.css';

interface Props {
  readonly title?: ReactNode;
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  /** Lies on paper instead of on the ground; not inside another. */
  readonly paper?: boolean;
  readonly children: ReactNode;
}

/** A part of a page: a heading over a hairline, or a sheet of paper. */
export function Section({ title, note, actions, paper = false, children }: Props) {
  return (
    <section className={paper ? 'ui-section ui-paper' : 'ui-section'}>
      {(title || actions) && (
        <header>
          {title && <h2>{title}</h2>}
          {note && <span className="ui-muted">{note}</span>}
          {actions && <div className="ui-actions">{actions}</div>}
        </header>
      )}
      {children}
    </section>
  );
}
