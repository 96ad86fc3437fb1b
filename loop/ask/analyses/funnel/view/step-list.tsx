import { ArrowUpOutlined, CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Sentence, useSay } from '#lib/ui';
import type { Catalogue } from '#loop/condition';
import { PatternEditor } from '#loop/condition/view';
import type { FunnelStep } from '../question.ts';
import { words } from '../text.ts';

interface Props {
  readonly steps: readonly FunnelStep[];
  readonly onChange: (steps: FunnelStep[]) => void;
  readonly catalogue: Catalogue;
}

/** The steps of a funnel, one below the other. */
export function StepList({ steps, onChange, catalogue }: Props) {
  const say = useSay();
  const swapped = (i: number) => steps.with(i, steps[i - 1]!).with(i - 1, steps[i]!);
  return (
    <>
      {steps.map((step, i) => (
        <Sentence
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have no identity but their place
          key={i}
          actions={
            <>
              {i > 0 && (
                <Button
                  size="small"
                  type="text"
                  icon={<ArrowUpOutlined />}
                  aria-label={say(words.moveUp)}
                  onClick={() => onChange(swapped(i))}
                />
              )}
              {steps.length > 2 && (
                <Button
                  size="small"
                  type="text"
                  icon={<CloseOutlined />}
                  aria-label={say(words.removeStep)}
                  onClick={() => onChange(steps.toSpliced(i, 1))}
                />
              )}
            </>
          }
        >
          {i + 1}
          <PatternEditor
            value={step}
            catalogue={catalogue}
            onChange={(pattern) =>
              onChange(steps.with(i, { ...pattern, ...(step.name && { name: step.name }) }))
            }
          />
        </Sentence>
      ))}
      {steps.length < 20 && (
        <Button
          size="small"
          type="text"
          icon={<PlusOutlined />}
          onClick={() => onChange([...steps, { event: nextEvent(steps, catalogue) }])}
        >
          {say(words.addStep)}
        </Button>
      )}
    </>
  );
}

/** The most frequent event that is not a step yet. */
function nextEvent(steps: readonly FunnelStep[], { events }: Catalogue): string {
  return events.find(({ name }) => !steps.some(({ event }) => event === name))?.name ?? '*';
}
