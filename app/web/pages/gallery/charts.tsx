import type { Words } from '#lib/core';
import { BarChart, charts, fits, Histogram, LineChart, Section, useSay } from '#lib/ui';
import { Item } from './item.tsx';
import { cities, course, days, platforms, tables } from './sample.ts';
import { text } from './text.ts';

/** How many of the tables that fit it a type of chart is drawn from. */
const DRAWN = 3;

/** Each type of chart on its list, drawn from tables that fit it; then what the drawings can do besides. */
export function Charts() {
  const say = useSay();
  return (
    <Section title={say(text.charts)}>
      <div className="gallery-items">
        {Object.entries(charts).flatMap(([name, chart]) =>
          Object.entries(tables)
            .filter(([, table]) => fits(chart, table))
            .slice(-DRAWN)
            .map(([form, table]) => (
              <Item
                key={`${name}-${form}`}
                name={`chart-${name}-${form}`}
                title={say(chart.title)}
                code={name}
              >
                <chart.Picture table={table} label={say(chart.title)} />
              </Item>
            )),
        )}
        <Lines />
        <Bars />
        <Item name="histogram" title={say(text.histogram)}>
          <Histogram
            label={say(text.histogram)}
            measure="count"
            data={{
              counted: say(text.people),
              bins: [120, 480, 960, 720, 410, 180, 60].map((count, at) => ({
                from: at * 50,
                to: at === 6 ? null : at * 50 + 50,
                count,
              })),
              marks: [
                { value: 128, name: say(text.median) },
                { value: 146, name: say(text.mean) },
              ],
            }}
          />
        </Item>
      </div>
    </Section>
  );
}

const series = (say: (words: Words) => string, count: number) =>
  platforms.slice(0, count).map((name, which) => ({
    key: name.en,
    name: say(name),
    values: days.map((_, at) => course(1_800 / (which + 1), at + which)),
  }));

function Lines() {
  const say = useSay();
  const [first] = series(say, 1);
  if (!first) return null;
  const { values } = first;
  const flags = [{ at: 4, text: say(text.release) }];
  return (
    <>
      <Item name="line-whole" title={say(text.lineWhole)}>
        <LineChart
          label={say(text.lineWhole)}
          measure="count"
          unit={say(text.people)}
          data={{
            places: days.map((day) => day.slice(5)),
            openFrom: 12,
            flags,
            series: [
              {
                ...first,
                values: values.map((value, at) => (at === 7 ? null : value)),
                low: values.map((value) => Math.round(value * 0.93)),
                high: values.map((value) => Math.round(value * 1.07)),
              },
              {
                key: 'before',
                name: say(text.before),
                comparedTo: first.key,
                values: values.map((value, at) => Math.round(value * (0.85 + at / 200))),
              },
              { key: 'other', name: say(text.other), other: true, values: values.map((value) => value / 3) },
            ],
          }}
        />
      </Item>
      <Item name="line-stacked" title={say(text.lineStacked)}>
        <LineChart
          label={say(text.lineStacked)}
          measure="count"
          area
          stacked
          data={{ places: days.map((day) => day.slice(5)), series: series(say, 4) }}
        />
      </Item>
    </>
  );
}

const layouts = { side: text.barSide, stack: text.barStack, share: text.barShare };

function Bars() {
  const say = useSay();
  return (['side', 'stack', 'share'] as const).map((layout) => (
    <Item key={layout} name={`bars-${layout}`} title={say(layouts[layout])}>
      <BarChart
        label={say(layouts[layout])}
        measure="count"
        layout={layout}
        direction={layout === 'side' ? 'rows' : 'columns'}
        data={{
          places: cities.map(({ name }) => say(name)),
          series: platforms.slice(0, layout === 'side' ? 2 : 4).map((name, which) => ({
            key: name.en,
            name: say(name),
            values: cities.map(({ people }, at) =>
              Math.round((people * (1 + ((at + which) % 3))) / (which + 2)),
            ),
          })),
        }}
      />
    </Item>
  ));
}
