import { useState } from 'react';
import { AddPicker, type Option, useSay } from '#lib/ui';
import type { Catalogue } from '../catalogue.ts';
import type { Condition } from '../condition.ts';
import { fresh } from '../nodes/comparison-line.tsx';
import type { EditorProps } from '../nodes/line-props.ts';
import { NodeLine } from '../nodes/lines.tsx';
import { Line } from './line.tsx';
import { behaviourOptions, eventOptions, type Say, segmentOptions } from './options.tsx';
import { ownedProperty, propertyOptions } from './property-options.tsx';
import { AddProperty } from './property-picker.tsx';
import { group, linesOf } from './shape.ts';
import { text } from './text.ts';

/** A condition on people as sentences whose words are controls. */
export function ConditionEditor({ value, onChange, catalogue, added: whole = false }: EditorProps) {
  const { word, parts } = linesOf(value);
  const [added, setAdded] = useState(whole ? 0 : undefined);
  const set = (next: Condition[], by = word) => onChange(next.length ? group(by, next) : undefined);
  return (
    <div className="condition">
      {parts.map((part, i) => (
        <Line
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
          key={i}
          word={i > 0 ? word : undefined}
          onWord={(by) => set(parts, by)}
          onRemove={() => set(parts.toSpliced(i, 1))}
        >
          <NodeLine
            value={part}
            catalogue={catalogue}
            Editor={ConditionEditor}
            added={i === added}
            onChange={(next) => set(next ? parts.with(i, next) : parts.toSpliced(i, 1))}
          />
        </Line>
      ))}
      <Adders
        catalogue={catalogue}
        onAdd={(part) => {
          setAdded(parts.length);
          set([...parts, part]);
        }}
      />
    </div>
  );
}

interface AddersProps {
  readonly catalogue: Catalogue;
  readonly onAdd: (part: Condition) => void;
}

function Adders({ catalogue, onAdd }: AddersProps) {
  const say = useSay();
  const segments = segmentOptions(catalogue);
  return (
    <div className="condition-adders">
      <AddProperty
        title={say(text.addProperty)}
        owners={['person']}
        catalogue={catalogue}
        onAdd={(chosen) => onAdd(fresh(chosen, catalogue))}
      />
      <AddPicker
        title={say(text.addDid)}
        label={say(text.event)}
        options={eventOptions(catalogue, say, true)}
        onAdd={(event) => onAdd(done(event))}
      />
      <AddPicker
        title={say(text.addSegment)}
        label={say(text.segment)}
        options={segments}
        empty={say(text.noSegments)}
        onAdd={(inSegment) => onAdd({ inSegment })}
      />
      <AddPicker
        title={say(text.addGroup)}
        label={say(text.condition)}
        options={anyOptions(catalogue, say)}
        onAdd={(value) => onAdd({ any: [chosenPart(value, catalogue)] })}
      />
    </div>
  );
}

const done = (event: string): Condition => ({ did: { event }, within: { last: 30, unit: 'day' } });

/** What a group may begin with; values say of which kind they are. */
function anyOptions(catalogue: Catalogue, say: Say): Option[] {
  const kinds: Record<string, readonly Option[]> = {
    property: propertyOptions(catalogue, say, { owners: ['person'] }),
    did: behaviourOptions(catalogue, say),
    segment: segmentOptions(catalogue).map((one) => ({ ...one, group: say(text.addSegment) })),
  };
  return Object.entries(kinds).flatMap(([kind, options]) =>
    options.map((one) => ({ ...one, value: `${kind} ${one.value}` })),
  );
}

function chosenPart(value: string, catalogue: Catalogue): Condition {
  const cut = value.indexOf(' ');
  const name = value.slice(cut + 1);
  if (value.startsWith('did ')) return done(name);
  if (value.startsWith('segment ')) return { inSegment: name };
  return fresh(ownedProperty(name), catalogue);
}
