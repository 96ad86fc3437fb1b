import { InSegmentLine } from './in-segment-line.tsx';
import type { Condition } from './kinds.ts';
import type { LineProps } from './line-props.ts';

/** A group within a group. */
export function GroupLine({ value, Editor, onChange, catalogue, added }: LineProps<Condition>) {
  return (
    <div className="condition-group">
      <Editor value={value} catalogue={catalogue} added={added} onChange={onChange} />
    </div>
  );
}

/** "不属于分群 高价值用户" is one line; what else is negated is a group. */
export function NotLine({ value: { not }, onChange, ...rest }: LineProps<{ not: Condition }>) {
  if ('inSegment' in not) return <InSegmentLine value={not} outside onChange={onChange} {...rest} />;
  return <GroupLine value={not} onChange={(inner) => onChange(inner && { not: inner })} {...rest} />;
}
