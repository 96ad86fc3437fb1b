import { Pill, Sentence, useSay } from '#lib/ui';
import { type Catalogue, propertyTitle } from '#loop/condition';
import type { RetentionDraft } from '../question.ts';
import { text } from '../text.ts';

interface Props {
  readonly hold: RetentionDraft['hold'];
  readonly onChange: (hold: RetentionDraft['hold']) => void;
  readonly catalogue: Catalogue;
}

/** A property whose value start and return must share: who bought a brand and bought the same again. */
export function HoldChoice({ hold, onChange, catalogue }: Props) {
  const say = useSay();
  const held = catalogue.properties.filter(({ of }) => of === 'event');
  return (
    <Sentence>
      {say(text.hold)}
      <Pill
        value={hold?.property ?? ''}
        label={say(text.hold)}
        options={[
          { value: '', label: say(text.holdNothing) },
          ...held.map(({ name }) => ({
            value: name,
            label: say(propertyTitle(catalogue, 'event', name)),
          })),
        ]}
        onChange={(property) => onChange(property === '' ? undefined : { property })}
      />
    </Sentence>
  );
}
