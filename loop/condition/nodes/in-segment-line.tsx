import { Pill, useSay } from '#lib/ui';
import type { Catalogue } from '../catalogue.ts';
import { segmentOptions } from '../view/options.tsx';
import { text } from '../view/text.ts';
import type { Condition } from './kinds.ts';

interface Props {
  readonly value: { inSegment: string };
  /** Whether it stands in a `not`: not in the segment. */
  readonly outside?: boolean;
  readonly onChange: (value: Condition) => void;
  readonly catalogue: Catalogue;
}

const condition = (id: string, outside: boolean): Condition =>
  outside ? { not: { inSegment: id } } : { inSegment: id };

/** "属于分群 高价值用户". */
export function InSegmentLine({ value, outside = false, onChange, catalogue }: Props) {
  const id = value.inSegment;
  const say = useSay();
  return (
    <>
      <Pill
        value={outside ? 'out' : 'in'}
        options={[
          { value: 'in', label: say(text.inSegment) },
          { value: 'out', label: say(text.notInSegment) },
        ]}
        label={say(text.segment)}
        onChange={(next) => onChange(condition(id, next === 'out'))}
      />
      <Pill
        value={id || undefined}
        options={segmentOptions(catalogue)}
        label={say(text.segment)}
        onChange={(next) => onChange(condition(next, outside))}
      />
    </>
  );
}
