import { DownOutlined, PlusOutlined } from '@ant-design/icons';
import { useRef, useState } from 'react';
import type { Language, Words } from '#lib/core';
import { useLanguage, useSay } from '../say/language.tsx';
import { Floating } from './floating.tsx';
import type { Option } from './option.ts';
import { OptionList } from './option-list.tsx';

export interface PickerProps {
  readonly options: readonly Option[];
  /** What is chosen here, for the search box and for screen readers. */
  readonly label: string;
  readonly placeholder?: string;
  readonly onSearch?: (typed: string) => void;
  readonly loading?: boolean;
  readonly disabled?: boolean;
  /** Called when the menu opens, to fetch what it shows. */
  readonly onOpen?: () => void;
  /** Said when there is nothing to choose from at all. */
  readonly empty?: string;
  /** Whether the menu is open from the start. */
  readonly startsOpen?: boolean;
}

interface Props extends PickerProps {
  /** A word in a sentence, a field of a form, or a button that adds what is chosen. */
  readonly look: 'pill' | 'field' | 'add';
  readonly selected: readonly string[];
  readonly many?: boolean;
  readonly onSelect: (selected: readonly string[]) => void;
}

/** What stands on a closed picker: up to two names, then how many more. */
export function chosenText(
  options: readonly Option[],
  selected: readonly string[],
  language: Language,
): string {
  const comma = language === 'zh' ? '、' : ', ';
  const names = selected.map((value) => options.find((one) => one.value === value)?.label ?? value);
  return names.length > 3 ? `${names.slice(0, 2).join(comma)} +${names.length - 2}` : names.join(comma);
}

/** A button that shows what is chosen and opens a searchable menu. */
export function Picker({
  look,
  options,
  selected,
  many = false,
  label,
  placeholder,
  onSelect,
  onOpen,
  disabled,
  startsOpen = false,
  ...search
}: Props) {
  const say = useSay();
  const language = useLanguage();
  const [open, setOpen] = useState(startsOpen);
  const button = useRef<HTMLButtonElement>(null);
  const show = (next: boolean) => {
    setOpen(next);
    if (next) onOpen?.();
    else requestAnimationFrame(() => button.current?.focus({ preventScroll: true }));
  };
  const take = (value: string) => {
    if (!many) {
      onSelect([value]);
      show(false);
      return;
    }
    onSelect(selected.includes(value) ? selected.filter((one) => one !== value) : [...selected, value]);
  };
  const shown = chosenText(options, selected, language);
  const only = selected.length === 1 ? options.find(({ value }) => value === selected[0]) : undefined;
  const empty = placeholder ?? say(choose(label));
  return (
    <Floating
      open={open}
      onOpen={show}
      content={
        <OptionList
          {...search}
          options={options}
          selected={selected}
          many={many}
          label={label}
          onChoose={take}
        />
      }
    >
      <button
        ref={button}
        type="button"
        className={`ui-plain ui-${look}${shown || look === 'add' ? '' : ' ui-pill-empty'}`}
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-label={look === 'add' ? empty : `${label}: ${shown || empty}`}
        disabled={disabled}
        title={look === 'add' ? undefined : (only?.about ?? shown)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          show(true);
        }}
      >
        {look === 'add' && <PlusOutlined aria-hidden />}
        {only?.icon && <span className="ui-option-icon">{only.icon}</span>}
        <span className="ui-ellipsis">{shown || empty}</span>
        {look === 'field' && <DownOutlined aria-hidden />}
      </button>
    </Floating>
  );
}

/** What stands where nothing is chosen yet: what is to be chosen. */
const choose = (label: string): Words => ({ zh: `选择${label}`, en: `Choose ${label}` });
