import { useMemo } from 'react';
import { AddPicker, type Option, Pill, useSay } from '#lib/ui';
import type { Catalogue } from '../catalogue.ts';
import type { Owner } from '../scope.ts';
import {
  keyOf,
  type Offer,
  ownedProperty,
  ownerWords,
  plainOption,
  propertyOptions,
} from './property-options.tsx';
import { text } from './text.ts';

interface Chosen {
  readonly of: Owner;
  readonly property: string;
}

interface Props extends Offer {
  readonly of: Owner;
  readonly property: string | undefined;
  readonly onChange: (chosen: Chosen) => void;
  readonly catalogue: Catalogue;
}

/** The name of a property as a word in a sentence. */
export function PropertyPicker({ of, property, onChange, catalogue, ...offer }: Props) {
  const say = useSay();
  const offered = useOffered(catalogue, offer);
  const value = property === undefined ? undefined : keyOf(of, property);
  const options =
    property === undefined || offered.some((one) => one.value === value)
      ? offered
      : [
          ...offered,
          { ...plainOption(catalogue, say, { of, name: property }), muted: true, group: say(text.elsewhere) },
        ];
  return (
    <Pill
      value={value}
      options={options}
      label={say(property === undefined ? text.property : ownerWords[of])}
      onChange={(next) => onChange(ownedProperty(next))}
    />
  );
}

interface AddProps extends Offer {
  readonly title: string;
  readonly onAdd: (chosen: Chosen) => void;
  readonly catalogue: Catalogue;
}

/** A button that opens the list of properties, and adds the one chosen. */
export function AddProperty({ title, onAdd, catalogue, ...offer }: AddProps) {
  const say = useSay();
  return (
    <AddPicker
      title={title}
      options={useOffered(catalogue, offer)}
      label={say(text.property)}
      empty={say(text.noProperties)}
      onAdd={(value) => onAdd(ownedProperty(value))}
    />
  );
}

function useOffered(catalogue: Catalogue, { owners, events, grouping }: Offer): readonly Option[] {
  const say = useSay();
  const key = JSON.stringify({ owners, events, grouping });
  return useMemo(() => propertyOptions(catalogue, say, JSON.parse(key)), [catalogue, say, key]);
}
