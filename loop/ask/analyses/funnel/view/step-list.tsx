import { CloseOutlined, HolderOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { Sentence, useReorder, useSay } from '#lib/ui';
import { type Catalogue, namingOf } from '#loop/condition';
import { AddEvent } from '#loop/condition/view';
import { type FunnelDraft, MOST_PATTERNS, patternsOf, stepOf } from '../question.ts';
import { fitting, withoutStep, withStepMoved } from '../rearrange.ts';
import { movedText, stepName, words } from '../text.ts';
import { StepEvents } from './step-events.tsx';

interface Props {
  readonly question: FunnelDraft;
  readonly onChange: (question: FunnelDraft) => void;
  readonly catalogue: Catalogue;
}

/** The steps of a funnel, one below the other; their numbers are handles to move them by. */
export function StepList({ question, onChange, catalogue }: Props) {
  const say = useSay();
  const [told, setTold] = useState('');
  const { steps = [] } = question;
  const set = (next: FunnelDraft['steps'] & {}) => onChange(fitting({ ...question, steps: next }));
  const { row, handle } = useReorder(steps.length, (from, to) => {
    setTold(say(movedText(stepName(steps[from]!, namingOf(catalogue)), to + 1, steps.length)));
    onChange(withStepMoved(question, from, to));
  });
  return (
    <>
      {steps.map((step, i) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have no identity but their place
          key={i}
          {...row(i)}
        >
          <Sentence
            actions={
              <>
                {patternsOf(step).length < MOST_PATTERNS && (
                  <Button
                    size="small"
                    type="text"
                    icon={<PlusOutlined />}
                    title={say(words.addPattern)}
                    aria-label={say(words.addPattern)}
                    onClick={() => {
                      const other = { event: nextEvent(steps, catalogue) };
                      set(steps.with(i, stepOf([...patternsOf(step), other], step.name)));
                    }}
                  />
                )}
                {steps.length > 2 && (
                  <Button
                    size="small"
                    type="text"
                    icon={<CloseOutlined />}
                    aria-label={say(words.removeStep)}
                    onClick={() => onChange(withoutStep(question, i))}
                  />
                )}
              </>
            }
          >
            <button
              type="button"
              className="ui-plain ui-reorder-handle"
              title={say(words.moveStep)}
              aria-label={`${say(words.step)} ${i + 1}, ${say(words.moveStep)}`}
              {...handle(i)}
            >
              <HolderOutlined />
              {i + 1}
            </button>
            <StepEvents step={step} catalogue={catalogue} onChange={(next) => set(steps.with(i, next))} />
          </Sentence>
        </div>
      ))}
      <p className="ui-hidden" aria-live="polite">
        {told}
      </p>
      {steps.length < 20 && (
        <AddEvent
          title={say(words.addStep)}
          catalogue={catalogue}
          onAdd={(event) => set([...steps, { event }])}
        />
      )}
    </>
  );
}

/** The most frequent event that is not a step yet. */
function nextEvent(steps: FunnelDraft['steps'] & {}, { events }: Catalogue): string {
  return (
    events.find(({ name }) => !steps.flatMap(patternsOf).some(({ event }) => event === name))?.name ?? '*'
  );
}
