import { type Column, DataTable, Section, useSay } from '#lib/ui';
import { Item } from './item.tsx';
import { cities } from './sample.ts';
import { text } from './text.ts';

type City = (typeof cities)[number];

/** Rows and columns: a few, thousands, none. */
export function Tables() {
  const say = useSay();
  const columns: readonly Column<City>[] = [
    { key: 'city', title: say(text.city), value: ({ name }) => say(name) },
    { key: 'people', title: say(text.people), value: ({ people }) => people, measure: 'count' },
    {
      key: 'rate',
      title: say(text.repeat),
      value: ({ rate }) => rate,
      measure: 'rate',
      onCell: () => () => {},
    },
  ];
  const shared = { columns, maxHeight: 240, rowKey: ({ name }: City) => name.en };
  return (
    <Section title={say(text.tables)}>
      <div className="gallery-items">
        <Item name="table" title={say(text.tableFew)}>
          <DataTable
            {...shared}
            label={say(text.tableFew)}
            rows={cities}
            initialOrder={{ key: 'people', down: true }}
            onRow={() => {}}
            chooser
          />
        </Item>
        <Item name="table-many" title={say(text.tableMany)}>
          <DataTable {...shared} label={say(text.tableMany)} rows={many} />
        </Item>
        <Item name="table-empty" title={say(text.tableNone)}>
          <DataTable {...shared} label={say(text.tableNone)} rows={[]} />
        </Item>
      </div>
    </Section>
  );
}

const many: readonly City[] = Array.from({ length: 3_000 }, (_, at) => {
  const { name, people, rate } = cities[at % cities.length]!;
  return {
    name: { zh: `${name.zh} ${at + 1}`, en: `${name.en} ${at + 1}` },
    people: people * (at + 1),
    rate: rate / (1 + (at % 7)),
  };
});
