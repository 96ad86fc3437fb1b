import { CheckOutlined } from '@ant-design/icons';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { formatFull, formatNumber } from '../say/format-number.ts';
import { useLanguage, useSay } from '../say/language.tsx';
import { text } from '../say/text.ts';
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
}

const rowHeight = 34;
const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };

/** A searchable list to choose from: type, arrow keys, Enter; thousands of options stay light. */
export function OptionList({ options, selected, label, many = false, onChoose, onSearch, loading }: Props) {
  const say = useSay();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const shown = useMemo(() => (onSearch ? options : matching(options, typed)), [options, typed, onSearch]);
  const [active, setActive] = useState(() =>
    Math.max(
      0,
      options.findIndex((one) => selected.includes(one.value)),
    ),
  );
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => box.current,
    estimateSize: (i) => rowHeight + (startsGroup(shown, i) ? 26 : 0),
    overscan: 8,
    initialRect: { width: 280, height: 320 },
  });
  useEffect(() => {
    // After the menu is placed, so that the page does not jump to where it was measured.
    const frame = requestAnimationFrame(() => input.current?.focus({ preventScroll: true }));
    return () => cancelAnimationFrame(frame);
  }, []);
  // A row is taller where a group starts, and that moves with what is shown.
  useEffect(() => {
    if (shown.length > 0) rows.measure();
  }, [shown, rows]);
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
        aria-activedescendant={shown[active] ? `${id}-${active}` : undefined}
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
          {rows.getVirtualItems().map((item) => {
            const option = shown[item.index];
            if (!option) return null;
            return (
              <div
                key={option.value}
                role="presentation"
                className="ui-option-slot"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                {startsGroup(shown, item.index) && (
                  <div className="ui-option-group" role="presentation">
                    {option.group}
                  </div>
                )}
                <OptionLine
                  id={`${id}-${item.index}`}
                  option={option}
                  active={item.index === active}
                  chosen={selected.includes(option.value)}
                  onHover={() => setActive(item.index)}
                  onChoose={() => onChoose(option.value)}
                />
              </div>
            );
          })}
        </div>
        {shown.length === 0 && (
          <p className="ui-options-none">{say(loading ? text.loading : text.noMatch)}</p>
        )}
      </div>
    </search>
  );
}

function startsGroup(options: readonly Option[], index: number): boolean {
  const group = options[index]?.group;
  return group !== undefined && group !== options[index - 1]?.group;
}

interface LineProps {
  readonly id: string;
  readonly option: Option;
  readonly active: boolean;
  readonly chosen: boolean;
  readonly onHover: () => void;
  readonly onChoose: () => void;
}

function OptionLine({ id, option, active, chosen, onHover, onChoose }: LineProps) {
  const language = useLanguage();
  return (
    <button
      type="button"
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      className={active ? 'ui-plain ui-option ui-option-active' : 'ui-plain ui-option'}
      onMouseMove={active ? undefined : onHover}
      onClick={onChoose}
    >
      <span className="ui-option-tick">{chosen && <CheckOutlined />}</span>
      <span className="ui-ellipsis" title={option.label}>
        {option.label}
      </span>
      {option.hint && <small className="ui-ellipsis">{option.hint}</small>}
      {option.count !== undefined && (
        <span className="ui-option-count" title={formatFull(option.count)}>
          {formatNumber(option.count, language)}
        </span>
      )}
    </button>
  );
}
