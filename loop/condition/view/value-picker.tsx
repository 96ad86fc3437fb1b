import { useEffect, useState } from 'react';
import { type Option, PillMany, useSay } from '#lib/ui';
import type { Catalogue } from '../catalogue.ts';
import type { Owner } from '../scope.ts';
import { text } from './text.ts';

interface Props {
  readonly of: Owner;
  readonly property: string;
  readonly values: readonly string[];
  readonly onChange: (values: string[]) => void;
  readonly catalogue: Catalogue;
  readonly startsOpen?: boolean;
}

const PAUSE_MS = 200;

/** Values of a property: those in the data are offered with their counts, any other can be typed. */
export function ValuePicker({ of, property, values, onChange, catalogue, startsOpen = false }: Props) {
  const say = useSay();
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<readonly Option[]>();
  const [open, setOpen] = useState(startsOpen);
  useEffect(() => {
    if (!open) return;
    let current = true;
    const timer = setTimeout(
      () => {
        const show = (list: readonly { value: string; count: number }[]) =>
          current && setFound(list.map(({ value, count }) => ({ value, label: value, count })));
        catalogue.values(of, property, typed).then(show, () => show([]));
      },
      typed ? PAUSE_MS : 0,
    );
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [open, typed, of, property, catalogue]);
  const own = typed.trim();
  const offered = found ?? [];
  const options =
    own && !offered.some(({ value }) => value === own)
      ? [...offered, { value: own, label: `${say(text.custom)} “${own}”` }]
      : offered;
  const chosen = values.filter((value) => !options.some((one) => one.value === value));
  return (
    <PillMany
      values={values}
      options={[...chosen.map((value) => ({ value, label: value })), ...options]}
      label={say(text.value)}
      loading={found === undefined}
      startsOpen={startsOpen}
      onOpen={() => setOpen(true)}
      onSearch={setTyped}
      onChange={(next) => onChange([...next])}
    />
  );
}
