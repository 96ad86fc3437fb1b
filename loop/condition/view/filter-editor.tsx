import { useState } from 'react';
import { useSay } from '#lib/ui';
import { type Catalogue, namingOf } from '../catalogue.ts';
import type { Condition } from '../condition.ts';
import { ComparisonLine, fresh } from '../nodes/comparison-line.tsx';
import { kinded } from '../nodes/kinds.ts';
import { conditionWords } from '../words.ts';
import { Line } from './line.tsx';
import { AddProperty } from './property-picker.tsx';
import { group, linesOf } from './shape.ts';
import { text } from './text.ts';

interface Props {
  readonly value: Condition | undefined;
  readonly onChange: (value: Condition | undefined) => void;
  readonly catalogue: Catalogue;
  /** The events that are filtered; any when absent. */
  readonly events?: readonly string[];
}

/** A filter on events: comparisons of their properties. What else the language can say is shown in words. */
export function FilterEditor({ value, onChange, catalogue, events }: Props) {
  const say = useSay();
  const { word, parts } = linesOf(value);
  const set = (next: Condition[], by = word) => onChange(next.length ? group(by, next) : undefined);
  const [added, setAdded] = useState<number>();
  const naming = namingOf(catalogue);
  return (
    <div className="condition-filter">
      {parts.map((part, i) => {
        const { kind, node } = kinded(part);
        return (
          <Line
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
            key={i}
            word={i > 0 ? word : undefined}
            onWord={(by) => set(parts, by)}
            onRemove={() => set(parts.toSpliced(i, 1))}
          >
            {kind === 'comparison' ? (
              <ComparisonLine
                value={node}
                subject="event"
                events={events}
                added={i === added}
                catalogue={catalogue}
                onChange={(next) => set(parts.with(i, next))}
              />
            ) : (
              <span>{say(conditionWords(part, 'event', naming))}</span>
            )}
          </Line>
        );
      })}
      <AddProperty
        title={say(text.addEventProperty)}
        owners={['event', 'person']}
        events={events}
        catalogue={catalogue}
        onAdd={(chosen) => {
          setAdded(parts.length);
          set([...parts, fresh(chosen, catalogue)]);
        }}
      />
    </div>
  );
}
