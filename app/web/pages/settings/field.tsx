import { type ReactNode, useId } from 'react';

interface Props {
  readonly label: string;
  readonly hint?: string;
  readonly children: (id: string) => ReactNode;
}

/** A control with its name above it. */
export function Field({ label, hint, children }: Props) {
  const id = useId();
  return (
    <div className="settings-field">
      <label htmlFor={id}>{label}</label>
      {hint && <span className="ui-muted">{hint}</span>}
      {children(id)}
    </div>
  );
}
