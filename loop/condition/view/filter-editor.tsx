import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useSay } from '#lib/ui';
import { type Catalogue, eventTitle, propertyTitle } from '../catalogue.ts';
import type { Condition } from '../condition.ts';
import { conditionWords } from '../words.ts';
import { ComparisonLine } from './comparison-line.tsx';
import { Line } from './line.tsx';
import { group, linesOf, shapeOf } from './shape.ts';
import { text } from './text.ts';

interface Props {
  readonly value: Condition | undefined;
  readonly onChange: (value: Condition | undefined) => void;
  readonly catalogue: Catalogue;
}

/** A filter on events: comparisons of their properties. What else the language can say is shown in words. */
export function FilterEditor({ value, onChange, catalogue }: Props) {
  const say = useSay();
  const { word, parts } = linesOf(value);
  const set = (next: Condition[], by = word) => onChange(next.length ? group(by, next) : undefined);
  const naming = {
    event: (name: string) => eventTitle(catalogue, name),
    property: (of: 'event' | 'person', name: string) => propertyTitle(catalogue, of, name),
    segment: (id: string) => catalogue.segments.find((one) => one.id === id)?.name ?? id,
  };
  return (
    <div className="condition-filter">
      {parts.map((part, i) => {
        const shape = shapeOf(part);
        return (
          <Line
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
            key={i}
            word={i > 0 ? word : undefined}
            onWord={(by) => set(parts, by)}
            onRemove={() => set(parts.toSpliced(i, 1))}
          >
            {shape.kind === 'comparison' ? (
              <ComparisonLine
                value={shape.value}
                subject="event"
                catalogue={catalogue}
                onChange={(next) => set(parts.with(i, next))}
              />
            ) : (
              <span>{say(conditionWords(part, 'event', naming))}</span>
            )}
          </Line>
        );
      })}
      <Button
        size="small"
        type="text"
        icon={<PlusOutlined />}
        onClick={() => set([...parts, { property: '', of: 'event', op: 'is', values: [] }])}
      >
        {say(text.addEventProperty)}
      </Button>
    </div>
  );
}
