import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useSay } from '#lib/ui';
import type { Catalogue } from '../catalogue.ts';
import type { Condition } from '../condition.ts';
import { ComparisonLine } from './comparison-line.tsx';
import { DidLine } from './did-line.tsx';
import { Line } from './line.tsx';
import { SegmentLine } from './segment-line.tsx';
import { group, linesOf, type Shape, shapeOf } from './shape.ts';
import { text } from './text.ts';

interface Props {
  readonly value: Condition | undefined;
  readonly onChange: (value: Condition | undefined) => void;
  readonly catalogue: Catalogue;
}

/** A condition on people as sentences whose words are controls. */
export function ConditionEditor({ value, onChange, catalogue }: Props) {
  const { word, parts } = linesOf(value);
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
          <Body
            shape={shapeOf(part)}
            catalogue={catalogue}
            onChange={(next) => set(next ? parts.with(i, next) : parts.toSpliced(i, 1))}
          />
        </Line>
      ))}
      <Adders onAdd={(part) => set([...parts, part])} />
    </div>
  );
}

interface BodyProps<K extends Shape['kind'] = Shape['kind']> {
  readonly shape: Extract<Shape, { kind: K }>;
  readonly onChange: (value: Condition | undefined) => void;
  readonly catalogue: Catalogue;
}

function Body({ shape, ...rest }: BodyProps) {
  if (shape.kind === 'comparison') return <ComparisonLine value={shape.value} subject="person" {...rest} />;
  if (shape.kind === 'did') return <DidLine value={shape.value} {...rest} />;
  if (shape.kind === 'segment') return <SegmentLine id={shape.id} outside={shape.outside} {...rest} />;
  const { catalogue, onChange } = rest;
  const negated = shape.kind === 'not';
  return (
    <div className="condition-group">
      <ConditionEditor
        value={negated ? shape.inner : group(shape.word, shape.parts)}
        catalogue={catalogue}
        onChange={(inner) => onChange(inner && negated ? { not: inner } : inner)}
      />
    </div>
  );
}

const ownProperty: Condition = { property: '', of: 'person', op: 'is', values: [] };
const additions = [
  { title: text.addProperty, part: ownProperty },
  { title: text.addDid, part: { did: { event: '*' }, within: { last: 30, unit: 'day' as const } } },
  { title: text.addSegment, part: { inSegment: '' } },
  { title: text.addGroup, part: { any: [ownProperty] } },
] satisfies { title: unknown; part: Condition }[];

function Adders({ onAdd }: { onAdd: (part: Condition) => void }) {
  const say = useSay();
  return (
    <div className="condition-adders">
      {additions.map(({ title, part }) => (
        <Button key={title.en} size="small" type="text" icon={<PlusOutlined />} onClick={() => onAdd(part)}>
          {say(title)}
        </Button>
      ))}
    </div>
  );
}
