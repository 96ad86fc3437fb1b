import { EmptyState, Figure, LineChart, Section, Tiles, useLanguage, useSay } from '#lib/ui';
import { fewerDrawn } from '../../../analysis/breakdown.ts';
import type { ResultProps } from '../../../analysis/face.tsx';
import { placedBefore } from '../../../analysis/placed-before.ts';
import type { TrendAnswer, TrendLine } from '../answer.ts';
import type { TrendPoint } from '../people.ts';
import { drawnLines, lineLabel, lineTitle, trendLines, unitOf } from '../pictures.ts';
import type { TrendDraft } from '../question.ts';
import { acrossWords, words } from '../text.ts';

type Props = ResultProps<TrendDraft, TrendAnswer, TrendPoint>;

/** The lines, and above them the totals of each series. */
export function Result({ question, answer, before, comparedWith, catalogue, onPoint }: Props) {
  const say = useSay();
  const language = useLanguage();
  const titleOf = (line: TrendLine) => lineTitle(line, question, catalogue, language);
  if (answer.lines.length === 0) return <EmptyState picture="line" title={say(words.nothing)} />;
  const compared = placedBefore(answer, before, comparedWith);
  const open = (key: string, index: number) => {
    const then = key.startsWith('before ');
    const line = (then ? before : answer)?.lines[Number(key.replace(/^before | raw$/g, ''))];
    if (!line || answer.names[line.series]?.count === undefined) return;
    const { series, group } = line;
    const period = then ? (compared?.places[index] ?? -1) : index;
    const label = (then ? before : answer)?.periods[period]?.label;
    if (label === undefined) return;
    onPoint({ series, period, ...(group && { group }) }, `${label} · ${titleOf(line)}`, {
      before: then,
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
                beforeName: say(words.against[question.compare ?? 'previous']),
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
