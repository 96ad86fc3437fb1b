import { type ReactNode, useId } from 'react';

interface Props {
  readonly label: string;
  readonly children: (id: string) => ReactNode;
}

/** A control with its name above it. */
export function Field({ label, children }: Props) {
  const id = useId();
  return (
    <div className="settings-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
