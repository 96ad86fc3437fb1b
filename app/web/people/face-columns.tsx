import type { Words } from '#lib/core';
import { type Column, formatMoney, useLanguage, useSay } from '#lib/ui';
import { type Catalogue, propertyTitle } from '#loop/condition';
import type { Face } from '#loop/know/view';
import { useMoments } from '../api/use-moments.ts';
import { usePropertyText } from '../api/use-property-text.ts';
import { type Person, PersonCell } from './person-cell.tsx';

const text = {
  person: { zh: '用户', en: 'Person' },
  spent: { zh: '累计消费', en: 'Total spend' },
  lastOrder: { zh: '最近购买', en: 'Last purchase' },
  last: { zh: '最近出现', en: 'Last seen' },
} satisfies Record<string, Words>;

/** The columns that show who people are, as far as the data tell: who, city, level, spend, last purchase, last seen. */
export function useFaceColumns(face: Face, catalogue: Catalogue): Column<Person>[] {
  const say = useSay();
  const language = useLanguage();
  const moments = useMoments();
  const written = usePropertyText(catalogue);
  const { name, city, level, spend, purchase } = face;
  const property = (of: string, width: number): Column<Person> => ({
    key: `face:${of}`,
    title: say(propertyTitle(catalogue, 'person', of)),
    value: ({ properties: { [of]: value } }) => (value === undefined ? null : written(of, value)),
    sortable: false,
    width,
  });
  const moment = (key: string, title: Words, of: (person: Person) => string | undefined): Column<Person> => ({
    key,
    title: say(title),
    value: (person) => of(person) ?? null,
    render: (person) => {
      const at = of(person);
      return at === undefined ? '–' : <span title={moments.at(at)}>{moments.ago(at)}</span>;
    },
    sortable: key === 'last',
    width: 120,
  });
  const spent: Column<Person> = {
    key: 'spent',
    title: say(text.spent),
    value: (person) => spentBy(person, face) ?? null,
    render: (person) => formatMoney(spentBy(person, face) ?? null, person.bought?.currency, language),
    measure: 'count',
    sortable: false,
    width: 104,
  };
  return [
    {
      key: 'id',
      title: say(text.person),
      value: ({ id }) => id,
      render: (person) => (
        <PersonCell person={person} name={name === undefined ? undefined : person.properties[name]} />
      ),
      width: 192,
    },
    ...(city === undefined ? [] : [property(city, 88)]),
    ...(level === undefined ? [] : [property(level, 88)]),
    ...(spend !== undefined || purchase ? [spent] : []),
    ...(purchase ? [moment('lastOrder', text.lastOrder, ({ bought }) => bought?.last)] : []),
    moment('last', text.last, (person) => person.last),
  ];
}

/** What somebody spent in all: added up from purchases, else as it was told of them. */
function spentBy({ bought, properties }: Person, { purchase, spend }: Face): number | undefined {
  if (purchase) return bought?.spent;
  const told = spend === undefined ? undefined : properties[spend];
  return told === undefined || !Number.isFinite(Number(told)) ? undefined : Number(told);
}
