import type { Catalogue } from '../catalogue.ts';
import type { EventPattern } from '../condition.ts';
import { EventPicker } from './event-picker.tsx';
import { FilterEditor } from './filter-editor.tsx';

interface Props {
  readonly value: EventPattern;
  readonly onChange: (value: EventPattern) => void;
  readonly catalogue: Catalogue;
  /** Whether "any event" may be chosen. */
  readonly any?: boolean;
}

/** An event and what narrows it. */
export function PatternEditor({ value, onChange, catalogue, any }: Props) {
  const { event, where } = value;
  return (
    <>
      <EventPicker
        value={event || undefined}
        any={any}
        catalogue={catalogue}
        onChange={(next) => onChange(where ? { event: next, where } : { event: next })}
      />
      <FilterEditor
        value={where}
        events={[event]}
        catalogue={catalogue}
        onChange={(next) => onChange(next ? { event, where: next } : { event })}
      />
    </>
  );
}
