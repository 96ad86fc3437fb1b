import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Sentence, useSay } from '#lib/ui';
import type { Catalogue, EventChoice } from '#loop/condition';
import { AddEvent, ChoiceEditor } from '#loop/condition/view';
import { letterOf, type SeriesDraft } from '../question.ts';
import { words } from '../text.ts';
import { CountChoice } from './count-choice.tsx';

interface Props {
  readonly series: readonly SeriesDraft[];
  readonly onChange: (series: SeriesDraft[]) => void;
  readonly catalogue: Catalogue;
}

/** What a series counts, without how. */
function choiceIn(series: SeriesDraft): EventChoice {
  if ('anyOf' in series) return { anyOf: series.anyOf };
  return { event: series.event, ...(series.where && { where: series.where }) };
}

/** The series of a trend, each an event and what is counted of it. */
export function SeriesList({ series, onChange, catalogue }: Props) {
  const say = useSay();
  return (
    <>
      {series.map((one, i) => (
        <Sentence
          // biome-ignore lint/suspicious/noArrayIndexKey: series have no identity but their place
          key={i}
          actions={
            series.length > 1 && (
              <Button
                size="small"
                type="text"
                icon={<CloseOutlined />}
                aria-label={say(words.removeSeries)}
                onClick={() => onChange(series.toSpliced(i, 1))}
              />
            )
          }
        >
          {series.length > 1 && letterOf(i)}
          <ChoiceEditor
            value={choiceIn(one)}
            catalogue={catalogue}
            onChange={(choice) =>
              onChange(series.with(i, { ...choice, count: one.count, ...(one.name && { name: one.name }) }))
            }
          />
          {say(words.of)}
          <CountChoice
            count={one.count ?? 'events'}
            catalogue={catalogue}
            onChange={(count) => onChange(series.with(i, { ...one, count }))}
          />
        </Sentence>
      ))}
      {series.length < 10 && (
        <AddEvent
          title={say(words.addSeries)}
          catalogue={catalogue}
          onAdd={(event) => onChange([...series, { event, count: series.at(-1)?.count }])}
        />
      )}
    </>
  );
}
