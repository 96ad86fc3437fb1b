import { type ReactNode, useMemo } from 'react';
import { type PointPart, type Table, unspread } from '#lib/core';
import { type ChartName, charts, fits, Pill, Section, Sentence, useLanguage, useSay } from '#lib/ui';
import { text } from './text.ts';

interface Props {
  readonly table: Table;
  /** The picture that the analysis draws itself. */
  readonly own: ReactNode;
  readonly chart: string | undefined;
  readonly onChart: (chart: string | undefined) => void;
  readonly onPoint: (point: PointPart, title: string) => void;
}

const OWN = 'own';
const all = Object.entries(charts) as [ChartName, (typeof charts)[ChartName]][];

/** An answer in the picture that its reader chose: the analysis' own, or any chart that its table fits into. */
export function Picture({ table, own, chart, onChart, onPoint }: Props) {
  const say = useSay();
  const language = useLanguage();
  const long = useMemo(() => unspread(table), [table]);
  const fitting = all.filter(([, one]) => fits(one, long));
  const chosen = fitting.find(([name]) => name === chart)?.[1];
  const titleOf = (row: number) =>
    long.columns
      .filter(({ role }) => role === 'dimension' || role === 'period')
      .map(({ key }) => long.rows[row]?.[key] ?? '')
      .map((cell) => (typeof cell === 'object' ? cell[language] : String(cell)))
      .join(' · ');
  const open = (row: number) => {
    const column = long.columns.find(({ role, point }) => role === 'measure' && point);
    const point = long.points[row];
    if (point && column?.point) onPoint({ ...point, ...column.point }, titleOf(row));
  };
  return (
    <>
      {fitting.length > 0 && (
        <Sentence>
          {say(text.drawnAs)}
          <Pill
            value={chosen ? (chart ?? OWN) : OWN}
            label={say(text.drawnAs)}
            options={[
              { value: OWN, label: say(text.ownPicture) },
              ...fitting.map(([value, { title }]) => ({ value, label: say(title) })),
            ]}
            onChange={(next) => onChart(next === OWN ? undefined : next)}
          />
        </Sentence>
      )}
      {chosen ? (
        <Section title={say(chosen.title)}>
          <chosen.Picture table={long} label={say(chosen.title)} onRow={open} />
        </Section>
      ) : (
        own
      )}
    </>
  );
}
