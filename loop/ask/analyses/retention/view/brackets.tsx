import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { NumberWord, Sentence, useSay } from '#lib/ui';
import type { Unit } from '#loop/condition';
import { text, unitWords } from '../text.ts';

interface Props {
  readonly brackets: readonly (readonly [number, number])[];
  readonly unit: Unit;
  readonly onChange: (brackets: [number, number][]) => void;
}

/** Stretches of periods, each from a number to a number. */
export function Brackets({ brackets, unit, onChange }: Props) {
  const say = useSay();
  const all = brackets.map(([from, to]): [number, number] => [from, to]);
  const last = all.at(-1)?.[1] ?? 0;
  return (
    <>
      {all.map(([from, to], i) => (
        <Sentence
          // biome-ignore lint/suspicious/noArrayIndexKey: brackets have no identity but their place
          key={i}
          actions={
            all.length > 1 && (
              <Button
                size="small"
                type="text"
                icon={<CloseOutlined />}
                aria-label={say(text.removeBracket)}
                onClick={() => onChange(all.toSpliced(i, 1))}
              />
            )
          }
        >
          <NumberWord
            value={from}
            min={1}
            max={1000}
            label={say(text.brackets)}
            onChange={(next) => onChange(all.with(i, [next, Math.max(next, to)]))}
          />
          –
          <NumberWord
            value={to}
            min={from}
            max={1000}
            label={say(text.brackets)}
            onChange={(next) => onChange(all.with(i, [from, next]))}
          />
          {say(unitWords[unit])}
        </Sentence>
      ))}
      <Button
        size="small"
        type="text"
        icon={<PlusOutlined />}
        disabled={last >= 1000 || all.length >= 50}
        onClick={() => onChange([...all, [last + 1, Math.min(1000, last + 7)]])}
      >
        {say(text.addBracket)}
      </Button>
    </>
  );
}
