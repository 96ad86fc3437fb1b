import { NumberWord, Pill, useSay } from '#lib/ui';
import type { Catalogue } from '../catalogue.ts';
import { spanWords } from '../span-words.ts';
import { PatternEditor } from '../view/pattern-editor.tsx';
import { text } from '../view/text.ts';
import type { Did } from './kinds.ts';

interface Props {
  readonly value: Did;
  readonly onChange: (value: Did) => void;
  readonly catalogue: Catalogue;
}

type Times = NonNullable<Did['times']>;
const often: readonly Times['op'][] = ['atLeast', 'atMost', 'exactly'];
const presets = [1, 7, 14, 30, 60, 90, 180, 365];

/** "做过 支付订单 至少 3 次, 最近 30 天": behaviour as a condition. */
export function DidLine({ value, onChange, catalogue }: Props) {
  const say = useSay();
  const times = value.times ?? { op: 'atLeast', n: 1 };
  const never = times.op !== 'atLeast' && times.n === 0;
  const within = value.within && JSON.stringify(value.within);
  const spans = presets.map((last) => ({ last, unit: 'day' as const }));
  const offered =
    value.within && !spans.some((span) => JSON.stringify(span) === within) ? [...spans, value.within] : spans;
  return (
    <>
      <Pill
        value={never ? 'never' : 'did'}
        options={(['did', 'never'] as const).map((one) => ({ value: one, label: say(text[one]) }))}
        label={say(text.whether)}
        onChange={(next) =>
          onChange({ ...value, times: next === 'never' ? { op: 'exactly', n: 0 } : { op: 'atLeast', n: 1 } })
        }
      />
      <PatternEditor
        value={value.did}
        catalogue={catalogue}
        onChange={(did) => onChange({ ...value, did })}
      />
      {!never && (
        <>
          <Pill
            value={times.op}
            options={often.map((op) => ({ value: op, label: say(text[op]) }))}
            label={say(text.timesLabel)}
            onChange={(op) =>
              onChange({ ...value, times: { ...times, op: op as Times['op'], n: Math.max(1, times.n) } })
            }
          />
          <NumberWord
            value={times.n}
            min={1}
            label={say(text.timesLabel)}
            onChange={(n) => onChange({ ...value, times: { ...times, n } })}
          />
          {say(text.times)}
        </>
      )}
      <Pill
        value={within ?? 'ever'}
        options={[
          { value: 'ever', label: say(text.ever) },
          ...offered.map((span) => ({ value: JSON.stringify(span), label: say(spanWords(span)) })),
        ]}
        label={say(text.within)}
        onChange={(next) => onChange({ ...value, within: next === 'ever' ? undefined : JSON.parse(next) })}
      />
    </>
  );
}
