import { type Option, Pill, useSay } from '#lib/ui';
import { type Catalogue, propertyTitle } from '#loop/condition';
import {
  type Count,
  isPeopleInLast,
  isPerPerson,
  type Measure,
  measureOf,
  measures,
  type PerPerson,
  plainCounts,
  type Spread,
  spreads,
} from '../question.ts';
import { measureWords, peopleInLastWords, plainWords, words } from '../text.ts';

interface Props {
  readonly count: Count;
  readonly onChange: (count: Count) => void;
  readonly catalogue: Catalogue;
}

/** The windows that are offered; others can be asked in JSON, and are shown then. */
const windows = [7, 14, 28, 30, 90];

/** Events, people, first times, people of the last days, what each person came to, or a measure of a property. */
export function CountChoice({ count, onChange, catalogue }: Props) {
  const say = useSay();
  const measure = measureOf(count);
  const days = isPeopleInLast(count) ? [...new Set([...windows, count.peopleInLast])] : windows;
  const options: Option[] = [
    ...plainCounts.map((value) => ({ value, label: say(plainWords[value]) })),
    ...days.map((n) => ({
      value: `last ${n}`,
      label: say(peopleInLastWords(n)),
      group: say(words.peopleGroup),
    })),
    ...spreads.map((as) => ({
      value: `person ${as}`,
      label: say(words.spreadOf(measureWords[as])),
      group: say(words.spreadGroup),
    })),
    ...measures
      .filter((as) => propertiesFor(as, catalogue).length > 0)
      .map((value) => ({ value, label: say(measureWords[value]), group: say(words.property) })),
  ];
  return (
    <>
      {measure && (
        <Pill
          value={measure.property}
          label={say(words.property)}
          options={propertiesFor(measure.as, catalogue).map(({ name }) => ({
            value: name,
            label: say(propertyTitle(catalogue, 'event', name)),
          }))}
          onChange={(property) => onChange({ [measure.as]: property })}
        />
      )}
      {isPerPerson(count) && <SummedChoice count={count} catalogue={catalogue} onChange={onChange} />}
      <Pill
        value={choiceOf(count)}
        label={say(words.countLabel)}
        options={options}
        onChange={(value) => {
          const next = countOf(value, count, catalogue);
          if (next) onChange(next);
        }}
      />
    </>
  );
}

/** What is put together for each person: events, or the sum of a property. */
function SummedChoice({ count, onChange, catalogue }: Props & { readonly count: PerPerson }) {
  const say = useSay();
  const { perPerson, sum } = count;
  return (
    <Pill
      value={sum ?? ''}
      label={say(words.summed)}
      options={[
        { value: '', label: say(words.timesOfEach) },
        ...propertiesFor('sum', catalogue).map(({ name }) => ({
          value: name,
          label: say(words.sumOfEach(propertyTitle(catalogue, 'event', name))),
        })),
      ]}
      onChange={(property) => onChange({ perPerson, ...(property && { sum: property }) })}
    />
  );
}

function propertiesFor(as: Measure, { properties }: Catalogue) {
  return properties.filter(
    ({ of, types }) => of === 'event' && (as === 'distinct' || types.includes('number')),
  );
}

/** A count as one choice in the list. */
function choiceOf(count: Count): string {
  if (isPeopleInLast(count)) return `last ${count.peopleInLast}`;
  if (isPerPerson(count)) return `person ${count.perPerson}`;
  return measureOf(count)?.as ?? (count as string);
}

/** The count that a choice stands for, with the property that was measured before where it can be. */
function countOf(value: string, before: Count, catalogue: Catalogue): Count | undefined {
  const plain = plainCounts.find((one) => one === value);
  if (plain) return plain;
  const [sort, what = ''] = value.split(' ');
  if (sort === 'last') return { peopleInLast: Number(what) };
  if (sort === 'person')
    return { ...(isPerPerson(before) && before.sum && { sum: before.sum }), perPerson: what as Spread };
  const as = value as Measure;
  const properties = propertiesFor(as, catalogue);
  const kept = properties.find(({ name }) => name === measureOf(before)?.property) ?? properties[0];
  return kept && { [as]: kept.name };
}
