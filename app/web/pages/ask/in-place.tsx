import { Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTell } from '#lib/ui';

interface Props {
  readonly value: string;
  /** What it is, for the field and for the button that opens it. */
  readonly label: string;
  /** Stands there while there is none. */
  readonly placeholder?: string;
  readonly most: number;
  readonly icon?: ReactNode;
  /** An empty text changes nothing. */
  readonly needed?: boolean;
  readonly onChange: (value: string) => Promise<unknown>;
}

/** A text that becomes a field where it stands: Enter or leaving it keeps it, Escape does not. */
export function InPlace({ value, label, placeholder, most, icon, needed = false, onChange }: Props) {
  const tell = useTell();
  const [typed, setTyped] = useState<string>();
  const keep = () => {
    const next = (typed ?? '').trim();
    setTyped(undefined);
    if (typed === undefined || next === value || (needed && !next)) return;
    void onChange(next).catch((error: Error) => tell(error.message));
  };
  if (typed === undefined)
    return (
      <button
        type="button"
        className={value ? 'ui-plain ask-in-place' : 'ui-plain ask-in-place ask-in-place-empty'}
        aria-label={value ? undefined : label}
        title={label}
        onClick={() => setTyped(value)}
      >
        {value || placeholder} {icon}
      </button>
    );
  return (
    <Input
      autoFocus
      className="ask-in-place-field"
      aria-label={label}
      value={typed}
      maxLength={most}
      onChange={(event) => setTyped(event.target.value)}
      onPressEnter={(event) => event.nativeEvent.isComposing || keep()}
      onKeyDown={(event) => event.key === 'Escape' && setTyped(undefined)}
      onBlur={keep}
    />
  );
}
