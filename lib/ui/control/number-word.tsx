import { useEffect, useState } from 'react';
import './control.css';

interface Props {
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly label: string;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
}

/** The number in a typed text, full-width digits and thousands separators included; null when there is none. */
export function typedNumber(typed: string): number | null {
  const plain = typed.normalize('NFKC').replace(/[,\s]/g, '');
  return /^[-−]?\d+(\.\d+)?$/.test(plain) ? Number(plain.replace('−', '-')) : null;
}

/** A number in a sentence: type it or use the arrow keys. */
export function NumberWord({ value, onChange, label, min = 0, max = 1e9, step = 1 }: Props) {
  const [draft, setDraft] = useState(String(value));
  useEffect(() => setDraft(String(value)), [value]);
  const settle = (next: number | null) => {
    const within = next === null ? value : Math.min(max, Math.max(min, next));
    setDraft(String(within));
    if (within !== value) onChange(within);
  };
  return (
    <input
      className="ui-pill ui-number"
      role="spinbutton"
      inputMode="decimal"
      autoComplete="off"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      style={{ width: `calc(${Math.max(2, draft.length)}ch + 18px)` }}
      value={draft}
      onChange={(event) => setDraft(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={() => settle(typedNumber(draft))}
      onKeyDown={(event) => {
        const steps: Readonly<Record<string, number>> = { ArrowUp: step, ArrowDown: -step };
        const by = steps[event.key];
        if (event.key === 'Enter') settle(typedNumber(draft));
        if (by === undefined) return;
        event.preventDefault();
        settle((typedNumber(draft) ?? value) + by);
      }}
    />
  );
}
