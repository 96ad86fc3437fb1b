import type { VirtualItem } from '@tanstack/react-virtual';
import type { Option } from './option.ts';
import { OptionLine } from './option-line.tsx';

interface Props {
  /** What the ids of the lines begin with. */
  readonly id: string;
  readonly items: readonly VirtualItem[];
  readonly options: readonly Option[];
  readonly selected: readonly string[];
  readonly active: number;
  readonly onHover: (index: number) => void;
  readonly onChoose: (value: string) => void;
}

/** The part of a long list that is in sight, by groups. */
export function DrawnOptions({ items, options, ...list }: Props) {
  return [...byGroup(items, options)].map(([group, members]) => {
    const lines = members.map((item) => <Slot key={item.key} item={item} options={options} {...list} />);
    return group === undefined ? (
      lines
    ) : (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a listbox
      <div key={group} role="group" aria-label={group}>
        {lines}
      </div>
    );
  });
}

/** Whether the option is the first of its group, and so has the group's name above it. */
export function startsGroup(options: readonly Option[], index: number): boolean {
  const group = options[index]?.group;
  return group !== undefined && group !== options[index - 1]?.group;
}

function Slot({
  id,
  item: { index, start },
  options,
  selected,
  active,
  onHover,
  onChoose,
}: Omit<Props, 'items'> & { readonly item: VirtualItem }) {
  const option = options[index];
  if (!option) return null;
  return (
    <div role="presentation" className="ui-option-slot" style={{ transform: `translateY(${start}px)` }}>
      {startsGroup(options, index) && (
        <div className="ui-option-group" role="presentation">
          {option.group}
        </div>
      )}
      <OptionLine
        id={`${id}-${index}`}
        option={option}
        place={index + 1}
        of={options.length}
        active={index === active}
        chosen={selected.includes(option.value)}
        describedBy={option.about && `${id}-about`}
        onHover={() => onHover(index)}
        onChoose={() => onChoose(option.value)}
      />
    </div>
  );
}

function byGroup(items: readonly VirtualItem[], options: readonly Option[]) {
  const groups = new Map<string | undefined, VirtualItem[]>();
  for (const item of items) {
    const group = options[item.index]?.group;
    const members = groups.get(group);
    if (members) members.push(item);
    else groups.set(group, [item]);
  }
  return groups;
}
