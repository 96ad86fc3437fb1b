import { Pill, useSay } from '#lib/ui';
import type { Catalogue } from '../catalogue.ts';
import type { Owner } from '../scope.ts';
import { ownedProperty, propertyOptions } from './options.ts';
import { text } from './text.ts';

interface Props {
  readonly of: Owner;
  readonly property: string | undefined;
  /** Whose properties are offered. */
  readonly owners: readonly Owner[];
  readonly onChange: (chosen: { of: Owner; property: string }) => void;
  readonly catalogue: Catalogue;
}

/** The name of a property as a word in a sentence. */
export function PropertyPicker({ of, property, owners, onChange, catalogue }: Props) {
  const say = useSay();
  return (
    <Pill
      value={property === undefined ? undefined : `${of}:${property}`}
      options={propertyOptions(catalogue, say, owners)}
      label={say(text.property)}
      onChange={(value) => onChange(ownedProperty(value))}
    />
  );
}
