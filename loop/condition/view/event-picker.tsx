import { AddPicker, Pill, useSay } from '#lib/ui';
import type { Catalogue } from '../catalogue.ts';
import { eventOptions } from './options.tsx';
import { text } from './text.ts';

interface Props {
  readonly value: string | undefined;
  readonly onChange: (event: string) => void;
  readonly catalogue: Catalogue;
  /** Whether "any event" may be chosen. */
  readonly any?: boolean;
}

/** The name of an event as a word in a sentence. */
export function EventPicker({ value, onChange, catalogue, any = true }: Props) {
  const say = useSay();
  return (
    <Pill
      value={value}
      options={eventOptions(catalogue, say, any)}
      label={say(text.event)}
      onChange={onChange}
    />
  );
}

interface AddProps {
  /** What stands on the button. */
  readonly title: string;
  readonly onAdd: (event: string) => void;
  readonly catalogue: Catalogue;
}

/** A button that opens the list of events, and adds the one chosen. */
export function AddEvent({ title, onAdd, catalogue }: AddProps) {
  const say = useSay();
  return (
    <AddPicker
      title={title}
      options={eventOptions(catalogue, say, true)}
      label={say(text.event)}
      onAdd={onAdd}
    />
  );
}
