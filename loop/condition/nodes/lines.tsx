import { ComparisonLine } from './comparison-line.tsx';
import { DidLine } from './did-line.tsx';
import { GroupLine, NotLine } from './group-line.tsx';
import { InSegmentLine } from './in-segment-line.tsx';
import { type Condition, type Kind, type Kinds, kinded } from './kinds.ts';
import type { LineProps } from './line-props.ts';

const lines: { readonly [K in Kind]: (props: LineProps<Kinds[K]>) => React.ReactNode } = {
  all: GroupLine,
  any: GroupLine,
  not: NotLine,
  comparison: ComparisonLine,
  did: DidLine,
  inSegment: InSegmentLine,
};

/** A node of a condition on people as a sentence whose words are controls. */
export function NodeLine(props: LineProps<Condition>) {
  const { kind, node } = kinded(props.value);
  const Line = lines[kind] as (props: LineProps<typeof node>) => React.ReactNode;
  return <Line {...props} />;
}
