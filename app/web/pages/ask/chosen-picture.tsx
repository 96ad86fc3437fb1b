import { type ReactNode, useMemo } from 'react';
import { type PointPart, pointOf, type Table, unspread, type Words } from '#lib/core';
import {
  type ChartName,
  type ChartOption,
  ChartSwitch,
  charts,
  fits,
  Section,
  useLanguage,
  useSay,
} from '#lib/ui';
import type { About } from '#loop/ask/view';
import { text } from './text.ts';

interface Props {
  readonly table: Table;
  /** The picture that the analysis draws itself, and of which sort it is. */
  readonly own: ReactNode;
  readonly sort: About['picture'] | undefined;
  readonly chart: string | undefined;
  readonly onChart: (chart: string | undefined) => void;
  readonly onPoint: (point: PointPart, title: string) => void;
}

const OWN = 'own';
const TABLE = 'table';
const all = Object.entries(charts) as [ChartName, (typeof charts)[ChartName]][];

const ownSigns: Record<About['picture'], string> = {
  line: charts.line.sign,
  triangle: 'M3 3h10M3 6.5h8M3 10h5M3 13.5h2',
  steps: 'M2 13V3h3v10M6.5 13V7h3v6M11 13v-3h3v3',
};

/** An answer in the picture that its reader chose: the analysis' own, any chart that its table fits into, or none. */
export function Picture({ table, own, sort = 'line', chart, onChart, onPoint }: Props) {
  const say = useSay();
  const language = useLanguage();
  const long = useMemo(() => unspread(table), [table]);
  const isLine = sort === 'line';
  // an analysis that draws lines itself draws them better
  const fitting = all.filter(([name, one]) => fits(one, long) && !(isLine && name === 'line'));
  const chosen = fitting.find(([name]) => name === chart)?.[1];
  const titleOf = (row: number, measure: Words) =>
    [
      ...long.columns
        .filter(({ role }) => role === 'dimension' || role === 'period')
        .map(({ key }) => long.rows[row]?.[key] ?? '')
        .map((cell) => (typeof cell === 'object' ? cell[language] : String(cell))),
      say(measure),
    ].join(' · ');
  const open = (row: number, key: string) => {
    const column = long.columns.find((one) => one.key === key);
    const point = column && pointOf(long, row, column);
    if (point) onPoint(point, titleOf(row, column.title));
  };
  const options: ChartOption[] = [
    { value: OWN, title: isLine ? charts.line.title : text.ownPicture, sign: ownSigns[sort] },
    ...fitting.map(([value, { title, summary, sign }]) => ({ value, title, summary, sign })),
    { value: TABLE, title: text.tableOnly, sign: 'M2 3h12v10H2zM2 6.5h12M2 10h12M7 3v10' },
  ];
  const value = chart === TABLE || chosen ? (chart ?? OWN) : OWN;
  return (
    <>
      <div className="ask-picture-bar">
        <ChartSwitch
          value={value}
          options={options}
          onChange={(next) => onChart(next === OWN ? undefined : next)}
        />
      </div>
      {chosen ? (
        <Section title={say(chosen.title)}>
          <chosen.Picture table={long} label={say(chosen.title)} onRow={open} />
        </Section>
      ) : (
        value === OWN && own
      )}
    </>
  );
}
