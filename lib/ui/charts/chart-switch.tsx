import { type KeyboardEvent, useRef } from 'react';
import type { Words } from '#lib/core';
import { useSay } from '../say/language.tsx';
import { text } from '../say/text.ts';
import './chart-switch.css';

/** One way to see an answer: what it is called, when to take it, and the path of its sign. */
export interface ChartOption {
  readonly value: string;
  readonly title: Words;
  readonly summary?: Words;
  readonly sign: string;
}

interface Props {
  readonly value: string;
  readonly options: readonly ChartOption[];
  readonly onChange: (value: string) => void;
}

/** The types of charts side by side; arrow keys go from one to the next. */
export function ChartSwitch({ value, options, onChange }: Props) {
  const say = useSay();
  const box = useRef<HTMLDivElement>(null);
  const step = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const at = options.findIndex((one) => one.value === value);
    const next = (at + by + options.length) % options.length;
    onChange(options[next]!.value);
    box.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <div
      ref={box}
      role="radiogroup"
      aria-label={say(text.chartType)}
      className="ui-chart-switch"
      onKeyDown={step}
    >
      {options.map((one) => (
        // biome-ignore lint/a11y/useSemanticElements: the native control cannot carry a drawing
        <button
          key={one.value}
          type="button"
          role="radio"
          aria-checked={one.value === value}
          tabIndex={one.value === value ? 0 : -1}
          className="ui-plain"
          aria-label={say(one.title)}
          title={one.summary ? `${say(one.title)}: ${say(one.summary)}` : say(one.title)}
          onClick={() => onChange(one.value)}
        >
          <svg viewBox="0 0 16 16" width={16} height={16} aria-hidden>
            <path d={one.sign} />
          </svg>
        </button>
      ))}
    </div>
  );
}
