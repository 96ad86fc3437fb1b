import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { DataTable, useSay } from '#lib/ui';
import type { Output } from '../api/api.ts';
import { useMoments } from '../api/use-moments.ts';

const text = {
  id: { zh: '用户 ID', en: 'Id' },
  first: { zh: '首次出现', en: 'First seen' },
  last: { zh: '最近出现', en: 'Last seen' },
};

type Person = Pick<Output<'ask/people'>['people'][number], 'person' | 'id' | 'first' | 'last'>;

interface Props {
  readonly people: readonly Person[];
  readonly label: string;
  readonly maxHeight?: number;
  readonly toolbar?: ReactNode;
  /** Called when the last ones come into sight, to fetch more. */
  readonly onEnd?: () => void;
}

/** People with when they were seen; a row leads to the person's page. */
export function PeopleTable({ people, ...rest }: Props) {
  const say = useSay();
  const moments = useMoments();
  const [, go] = useLocation();
  return (
    <DataTable
      {...rest}
      rows={people}
      rowKey={({ person }) => person}
      onRow={({ person }) => go(`/people/${person}`)}
      columns={[
        { key: 'id', title: say(text.id), value: (person) => person.id },
        {
          key: 'first',
          title: say(text.first),
          value: (person) => person.first,
          render: (person) => moments.at(person.first),
        },
        {
          key: 'last',
          title: say(text.last),
          value: (person) => person.last,
          render: (person) => moments.at(person.last),
        },
      ]}
    />
  );
}
