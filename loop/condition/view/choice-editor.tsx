import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Fragment } from 'react';
import { Pill, useSay } from '#lib/ui';
import type { Catalogue } from '../catalogue.ts';
import { choiceOf, type EventChoice, MOST_CHOICES, patternsOf } from '../event-choice.ts';
import { eventOptions } from './options.tsx';
import { PatternEditor } from './pattern-editor.tsx';
import { text } from './text.ts';

interface Props {
  readonly value: EventChoice;
  readonly onChange: (value: EventChoice) => void;
  readonly catalogue: Catalogue;
}

/** An event or any of several, each with what narrows it. */
export function ChoiceEditor({ value, onChange, catalogue }: Props) {
  const say = useSay();
  const patterns = patternsOf(value);
  const isEvery = patterns.some(({ event, where }) => event === '*' && !where);
  return (
    <>
      {patterns.map((pattern, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: events of a choice have no identity but their place
        <Fragment key={i}>
          {i > 0 && say(text.any)}
          <PatternEditor
            value={pattern}
            catalogue={catalogue}
            onChange={(next) => onChange(choiceOf(patterns.with(i, next)))}
          />
          {patterns.length > 1 && (
            <Button
              size="small"
              type="text"
              icon={<CloseOutlined />}
              aria-label={say(text.removeEvent)}
              onClick={() => onChange(choiceOf(patterns.toSpliced(i, 1)))}
            />
          )}
        </Fragment>
      ))}
      {!isEvery && patterns.length < MOST_CHOICES && (
        <Pill
          value={undefined}
          label={say(text.orEvent)}
          placeholder={say(text.orEvent)}
          options={eventOptions(catalogue, say, false)}
          onChange={(event) => onChange(choiceOf([...patterns, { event }]))}
        />
      )}
    </>
  );
}
