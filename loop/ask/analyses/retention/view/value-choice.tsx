import { Pill, Sentence, useSay } from '#lib/ui';
import { type Catalogue, propertyTitle } from '#loop/condition';
import { type RetentionDraft, type ValueKind, valueKinds } from '../question.ts';
import { text, valueKindWords } from '../text.ts';

interface Props {
  readonly value: RetentionDraft['value'];
  readonly onChange: (value: RetentionDraft['value']) => void;
  readonly catalogue: Catalogue;
}

/** A number of the return events to look at beside the people: revenue that stays. */
export function ValueChoice({ value, onChange, catalogue }: Props) {
  const say = useSay();
  const numbers = catalogue.properties.filter(({ of, types }) => of === 'event' && types.includes('number'));
  const as = value?.as ?? 'perPerson';
  return (
    <Sentence>
      {say(text.value)}
      <Pill
        value={value?.of ?? ''}
        label={say(text.of)}
        options={[
          { value: '', label: say(text.noValue) },
          ...numbers.map(({ name }) => ({
            value: name,
            label: say(propertyTitle(catalogue, 'event', name)),
          })),
        ]}
        onChange={(of) => onChange(of === '' ? undefined : { of, as })}
      />
      {value && (
        <Pill
          value={as}
          label={say(text.as)}
          options={valueKinds.map((kind) => ({ value: kind, label: say(valueKindWords[kind]) }))}
          onChange={(next) => onChange({ of: value.of, as: next as ValueKind })}
        />
      )}
    </Sentence>
  );
}
