import type { ReactNode } from 'react';

interface Props {
  /** What its picture is kept under. */
  readonly name: string;
  readonly title: string;
  /** What it is called in the code. */
  readonly code?: string;
  /** Takes the whole width. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** One component in one state, under its name. */
export function Item({ name, title, code, wide = false, children }: Props) {
  return (
    <div data-item={name} className={wide ? 'gallery-item gallery-wide' : 'gallery-item'}>
      <p className="ui-muted">
        {title} {code && <code>{code}</code>}
      </p>
      {children}
    </div>
  );
}
