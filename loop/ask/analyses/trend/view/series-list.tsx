import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type Option, Pill, Sentence, useSay } from '#lib/ui';
import { type Catalogue, propertyTitle } from '#loop/condition';
import { PatternEditor } from '#loop/condition/view';
import {
  type Count,
  letterOf,
  type Measure,
  measureOf,
  measures,
  plainCounts,
  type SeriesDraft,
} from '../question.ts';
import { measureWords, plainWords, words } from '../text.ts';

interface Props {
  readonly series: readonly SeriesDraft[];
  readonly onChange: (series: SeriesDraft[]) => void;
  readonly catalogue: Catalogue;
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
          <PatternEditor
            value={one}
            catalogue={catalogue}
            onChange={(pattern) =>
              onChange(series.with(i, { ...pattern, count: one.count, ...(one.name && { name: one.name }) }))
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
        <Button
          size="small"
          type="text"
          icon={<PlusOutlined />}
          onClick={() =>
            onChange([...series, { event: catalogue.events[0]?.name ?? '*', count: series.at(-1)?.count }])
          }
        >
          {say(words.addSeries)}
        </Button>
      )}
    </>
  );
}

interface CountProps {
  readonly count: Count;
  readonly onChange: (count: Count) => void;
  readonly catalogue: Catalogue;
}

/** Events, people, or a measure of a property. */
function CountChoice({ count, onChange, catalogue }: CountProps) {
  const say = useSay();
  const measure = measureOf(count);
  const propertiesFor = (as: Measure) =>
    catalogue.properties.filter(
      ({ of, types }) => of === 'event' && (as === 'distinct' || types.includes('number')),
    );
  const options: Option[] = [
    ...plainCounts.map((value) => ({ value, label: say(plainWords[value]) })),
    ...measures
      .filter((as) => propertiesFor(as).length > 0)
      .map((value) => ({ value, label: say(measureWords[value]), group: say(words.property) })),
  ];
  const choose = (value: string) => {
    const plain = plainCounts.find((one) => one === value);
    if (plain) return onChange(plain);
    const as = value as Measure;
    const properties = propertiesFor(as);
    const kept = properties.find(({ name }) => name === measure?.property) ?? properties[0];
    if (kept) onChange({ [as]: kept.name });
  };
  return (
    <>
      {measure && (
        <Pill
          value={measure.property}
          label={say(words.property)}
          options={propertiesFor(measure.as).map(({ name }) => ({
            value: name,
            label: say(propertyTitle(catalogue, 'event', name)),
          }))}
          onChange={(property) => onChange({ [measure.as]: property })}
        />
      )}
      <Pill
        value={measure?.as ?? (count as string)}
        label={say(words.countLabel)}
        options={options}
        onChange={choose}
      />
    </>
  );
}
