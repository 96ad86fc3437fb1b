import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useSay } from '../say/language.tsx';
import { text } from '../say/text.ts';
import { useSpelling } from '../say/use-spelling.ts';
import { useNarrow } from '../theme/theme-provider.tsx';
import { DrawnOptions, startsGroup } from './drawn-options.tsx';
import { matching, type Option } from './option.ts';

import { SearchInput } from './search-input.tsx';
import './control.css';

interface Props {
  readonly options: readonly Option[];
  readonly selected: readonly string[];
  readonly label: string;
  readonly many?: boolean;
  readonly onChoose: (value: string) => void;
  /** Called as the reader types when the options come from elsewhere; then nothing is filtered here. */
  readonly onSearch?: (typed: string) => void;
  readonly loading?: boolean;
  /** Said when there is nothing to choose from at all. */
  readonly empty?: string;
}

/** As high as `.ui-option-group` and `.ui-option`; what a finger hits is 44 pixels high. */
const heights = { group: 26, row: 34, rowOnPhone: 44 };
const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

/** A searchable list to choose from: type, arrow keys, Enter; thousands of options stay light. */
export function OptionList({
  options,
  selected,
  label,
  many = false,
  onChoose,
  onSearch,
  loading,
  empty,
}: Props) {
  const say = useSay();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const spell = useSpelling();
  const shown = useMemo(
    () => (onSearch ? options : matching(options, typed, spell)),
    [options, typed, onSearch, spell],
  );
  const height = useNarrow() ? heights.rowOnPhone : heights.row;
  const [active, setActive] = useState(() =>
    Math.max(
      0,
      options.findIndex((one) => selected.includes(one.value)),
    ),
  );
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => box.current,
    estimateSize: (i) => height + (startsGroup(shown, i) ? heights.group : 0),
    overscan: 8,
    initialRect: { width: 280, height: 320 },
  });
  const at = shown[active];
  const described = shown.some(({ about }) => about !== undefined);
  useEffect(() => {
    // After the menu is placed, so that the page does not jump to where it was measured.
    const frame = requestAnimationFrame(() => input.current?.focus({ preventScroll: true }));
    return () => cancelAnimationFrame(frame);
  }, []);
  // A row is taller where a group starts, and that moves with what is shown.
  useEffect(() => {
    if (shown.length > 0 && height > 0) rows.measure();
  }, [shown, rows, height]);
  const move = (to: number) => {
    const next = Math.min(shown.length - 1, Math.max(0, to));
    setActive(next);
    rows.scrollToIndex(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const chosen = shown[active];
    const step = steps[event.key];
    if (step === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    if (step !== undefined) move(active + step);
    else if (chosen) onChoose(chosen.value);
  };
  return (
    <search className="ui-options" onKeyDown={onKeyDown}>
      <SearchInput
        ref={input}
        value={typed}
        placeholder={label}
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={at ? `${id}-${active}` : undefined}
        aria-autocomplete="list"
        onChange={(next) => {
          setTyped(next);
          setActive(0);
          onSearch?.(next);
        }}
      />
      <div ref={box} className="ui-options-box">
        <div
          id={`${id}-list`}
          role="listbox"
          aria-label={label}
          aria-multiselectable={many || undefined}
          tabIndex={-1}
          style={{ height: rows.getTotalSize(), position: 'relative' }}
        >
          <DrawnOptions
            id={id}
            items={rows.getVirtualItems()}
            options={shown}
            selected={selected}
            active={active}
            onHover={setActive}
            onChoose={onChoose}
          />
        </div>
        {shown.length === 0 && (
          <p className="ui-options-none">
            {loading ? say(text.loading) : options.length === 0 && empty ? empty : say(text.noMatch)}
          </p>
        )}
      </div>
      {described && (
        <p id={`${id}-about`} className="ui-options-about">
          {at?.about}
        </p>
      )}
    </search>
  );
}
