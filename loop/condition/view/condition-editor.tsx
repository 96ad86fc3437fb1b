import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useSay } from '#lib/ui';
import type { Condition } from '../condition.ts';
import type { EditorProps } from '../nodes/line-props.ts';
import { NodeLine } from '../nodes/lines.tsx';
import { Line } from './line.tsx';
import { group, linesOf } from './shape.ts';
import { text } from './text.ts';

/** A condition on people as sentences whose words are controls. */
export function ConditionEditor({ value, onChange, catalogue }: EditorProps) {
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
          <NodeLine
            value={part}
            catalogue={catalogue}
            Editor={ConditionEditor}
            onChange={(next) => set(next ? parts.with(i, next) : parts.toSpliced(i, 1))}
          />
        </Line>
      ))}
      <Adders onAdd={(part) => set([...parts, part])} />
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
