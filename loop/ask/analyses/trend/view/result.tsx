import { EmptyState, Figure, LineChart, Section, Tiles, useLanguage, useSay } from '#lib/ui';
import { fewerDrawn } from '../../../analysis/breakdown.ts';
import type { ResultProps } from '../../../analysis/face.tsx';
import { allBefore } from '../../../analysis/placed-before.ts';
import type { TrendAnswer, TrendLine } from '../answer.ts';
import type { TrendPoint } from '../people.ts';
import { drawnLines, lineLabel, lineOfKey, lineTitle, trendLines, unitOf } from '../pictures.ts';
import type { TrendDraft } from '../question.ts';
import { acrossWords, vs, words } from '../text.ts';

type Props = ResultProps<TrendDraft, TrendAnswer, TrendPoint>;

/** The lines, and above them the totals of each series. */
export function Result(props: Props) {
  const { question, answer, before, catalogue, onPoint } = props;
  const say = useSay();
  const language = useLanguage();
  const titleOf = (line: TrendLine) => lineTitle(line, question, catalogue, language);
  if (answer.lines.length === 0) return <EmptyState picture="line" title={say(words.nothing)} />;
  const compared = allBefore(props).map((one) => ({ ...one, name: say(one.name) }));
  const [first] = compared;
  const open = (key: string, index: number) => {
    const { line: at, which } = lineOfKey(key);
    const then = which === undefined ? undefined : compared[which];
    const shown = then?.before ?? answer;
    const line = shown.lines[at];
    if (!line || answer.names[line.series]?.count === undefined) return;
    const { series, group } = line;
    const period = then ? (then.places[index] ?? -1) : index;
    const label = shown.periods[period]?.label;
    if (label === undefined) return;
    onPoint({ series, period, ...(group && { group }) }, `${label} · ${titleOf(line)}`, {
      before: which === 0 ? true : (which ?? false),
    });
  };
  return (
    <Section
      title={say(words.series)}
      note={drawnLines(answer).length < answer.lines.length ? say(fewerDrawn) : undefined}
    >
      <Tiles min={160}>
        {answer.names.map(({ count }, i) => {
          const name = titleOf({ series: i, values: [], total: null });
          return (
            <Figure
              key={name}
              name={name}
              value={answer.totals[i] ?? null}
              measure="count"
              {...(before?.complete && {
                before: before.totals[i] ?? null,
                beforeName: say(vs(first?.name ?? '')),
              })}
              {...(count !== undefined && { onClick: () => onPoint({ series: i }, name) })}
            />
          );
        })}
      </Tiles>
      <LineChart
        label={say(words.series)}
        measure="count"
        unit={unitOf(question, catalogue)?.[language]}
        across={say(acrossWords[question.unit ?? 'day'])}
        zoom
        data={trendLines(
          answer,
          compared,
          (line) => lineLabel(line, question, catalogue, language),
          language,
          question.movingAverage,
        )}
        onPoint={({ series, index }) => open(series, index)}
      />
    </Section>
  );
}
