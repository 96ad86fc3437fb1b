import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Fragment } from 'react';
import { useSay } from '#lib/ui';
import type { Catalogue, EventPattern } from '#loop/condition';
import { PatternEditor } from '#loop/condition/view';
import { type FunnelStep, patternsOf, stepOf } from '../question.ts';
import { words } from '../text.ts';

interface Props {
  readonly step: FunnelStep;
  readonly onChange: (step: FunnelStep) => void;
  readonly catalogue: Catalogue;
}

/** The event that is a step, or several of which any is. */
export function StepEvents({ step, onChange, catalogue }: Props) {
  const say = useSay();
  const patterns = patternsOf(step);
  const set = (next: readonly EventPattern[]) => onChange(stepOf(next, step.name));
  return (
    <>
      {patterns.map((pattern, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the events of a step have no identity but their place
        <Fragment key={i}>
          {i > 0 && say(words.or)}
          <PatternEditor
            value={pattern}
            catalogue={catalogue}
            onChange={(next) => set(patterns.with(i, next))}
          />
          {patterns.length > 1 && (
            <Button
              size="small"
              type="text"
              icon={<CloseOutlined />}
              aria-label={say(words.removePattern)}
              onClick={() => set(patterns.toSpliced(i, 1))}
            />
          )}
        </Fragment>
      ))}
    </>
  );
}
