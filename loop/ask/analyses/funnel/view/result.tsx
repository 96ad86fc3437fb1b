import { useState } from 'react';
import {
  EmptyState,
  Figure,
  Histogram,
  LineChart,
  Pill,
  Section,
  Sentence,
  StepBars,
  Tiles,
  useLanguage,
  useSay,
} from '#lib/ui';
import { namingOf } from '#loop/condition';
import { fewerDrawn, groupTitle } from '../../../analysis/breakdown.ts';
import type { ResultProps } from '../../../analysis/face.tsx';
import { placedBefore } from '../../../analysis/placed-before.ts';
import type { FunnelAnswer } from '../answer.ts';
import type { FunnelPoint } from '../people.ts';
import { conversionLines, drawsFewer, stepBars, timeBins } from '../pictures.ts';
import type { FunnelDraft } from '../question.ts';
import { showWords, stepNames, words } from '../text.ts';

type Props = ResultProps<FunnelDraft, FunnelAnswer, FunnelPoint>;
type Shown<S extends FunnelAnswer['show']> = Omit<Props, 'answer' | 'before'> & {
  readonly answer: Extract<FunnelAnswer, { show: S }>;
  readonly before?: Extract<FunnelAnswer, { show: S }>;
};

/** The picture of a funnel: steps, times or a trend, as the question asks. */
export function Result({ answer, before, ...rest }: Props) {
  if (answer.show === 'steps') return <Steps answer={answer} {...rest} />;
  if (answer.show === 'time') return <Times answer={answer} {...rest} />;
  return <Trend answer={answer} before={before?.show === 'trend' ? before : undefined} {...rest} />;
}

function Steps({ question, answer, catalogue, onPoint }: Shown<'steps'>) {
  const say = useSay();
  const language = useLanguage();
  const titles = stepNames(question, namingOf(catalogue)).map((name) => name[language]);
  if (!answer.groups[0]?.steps[0]?.people) return <EmptyState picture="steps" title={say(words.nobody)} />;
  return (
    <Section title={say(showWords.steps)} note={drawsFewer(answer) ? say(fewerDrawn) : undefined}>
      <StepBars
        label={say(showWords.steps)}
        data={stepBars(answer, titles, language)}
        onPart={({ step, group: key, side }) => {
          const { group } = answer.groups[Number(key)] ?? {};
          const dropped = side === 'lost';
          const parts = [
            titles[step],
            ...(dropped ? [say(words.dropped)] : []),
            ...(group ? [groupTitle(group, language)] : []),
          ];
          onPoint(
            { step, ...(dropped && { dropped: true as const }), ...(group && { group }) },
            parts.join(' · '),
          );
        }}
      />
    </Section>
  );
}

function Times({ question, answer, catalogue, onPoint }: Shown<'time'>) {
  const say = useSay();
  const language = useLanguage();
  const [chosen, setChosen] = useState(0);
  const at = chosen < answer.groups.length ? chosen : 0;
  const own = answer.groups[at];
  const titles = stepNames(question, namingOf(catalogue)).map((name) => name[language]);
  if (!own || own.people === 0) return <EmptyState picture="steps" title={say(words.nobodyConverted)} />;
  const path = `${titles[answer.from]} → ${titles[answer.to]}`;
  const { group } = own;
  return (
    <Section title={path}>
      {answer.groups.length > 1 && (
        <Sentence>
          <Pill
            value={String(at)}
            label={say(words.group)}
            options={answer.groups.map((one, i) => ({
              value: String(i),
              label: groupTitle(one.group, language),
              count: one.people,
            }))}
            onChange={(next) => setChosen(Number(next))}
          />
        </Sentence>
      )}
      <Tiles min={160}>
        <Figure name={say(words.median)} value={own.median} measure="seconds" />
        <Figure name={say(words.average)} value={own.average} measure="seconds" />
        <Figure name="P90" value={own.p90} measure="seconds" />
      </Tiles>
      <Histogram
        label={say(showWords.time)}
        measure="seconds"
        data={timeBins(answer, at, language)}
        onBin={(index) => {
          const from = answer.bins[index] ?? 0;
          onPoint({ seconds: { from, to: from + answer.width }, ...(group && { group }) }, path);
        }}
      />
    </Section>
  );
}

function Trend({ question, answer, before, comparedWith, catalogue, onPoint }: Shown<'trend'>) {
  const say = useSay();
  const language = useLanguage();
  const titles = stepNames(question, namingOf(catalogue)).map((name) => name[language]);
  const last = titles.length - 1;
  const compared = placedBefore(answer, before, comparedWith);
  return (
    <Section title={`${titles[0]} → ${titles[last]}`} note={drawsFewer(answer) ? say(fewerDrawn) : undefined}>
      <LineChart
        label={say(showWords.trend)}
        measure="rate"
        data={conversionLines(answer, compared, language)}
        onPoint={({ series, index }) => {
          const then = series.startsWith('before ');
          const shown = then ? before : answer;
          const { group } = shown?.groups[Number(series.replace('before ', ''))] ?? {};
          const period = then ? (compared?.places[index] ?? -1) : index;
          const label = shown?.periods[period]?.label;
          if (label === undefined) return;
          const parts = [label, titles[last], ...(group ? [groupTitle(group, language)] : [])];
          onPoint({ step: last, period, ...(group && { group }) }, parts.join(' · '), {
            before: then,
          });
        }}
      />
    </Section>
  );
}
