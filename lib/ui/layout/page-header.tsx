import type { ReactNode } from 'react';
import './layout.css';

interface Props {
  readonly title: ReactNode;
  /** One sentence below the title: what this place is for, or what it says. */
  readonly sentence?: ReactNode;
  /** Stands above the title: the way back. */
  readonly trail?: ReactNode;
  readonly actions?: ReactNode;
}

/** The head of a page. */
export function PageHeader({ title, sentence, trail, actions }: Props) {
  return (
    <header className="ui-page-header">
      <div>
        {trail && <div className="ui-page-trail">{trail}</div>}
        <h1>{title}</h1>
        {sentence && <p>{sentence}</p>}
      </div>
      {actions && <div className="ui-actions">{actions}</div>}
    </header>
  );
}
