import { useState } from 'react';
import { HeatTriangle, LineChart, Pill, Section, Sentence, useLanguage, useSay } from '#lib/ui';
import { type Catalogue, namingOf } from '#loop/condition';
import { fewerDrawn, groupTitle } from '../../../analysis/breakdown.ts';
import type { ResultProps } from '../../../analysis/face.tsx';
import type { RetentionAnswer } from '../answer.ts';
import type { RetentionPoint } from '../people.ts';
import { curvesOf, drawnCurves, type Shown, triangleOf } from '../pictures.ts';
import type { RetentionDraft } from '../question.ts';
import { columnName, text, valueSentence } from '../text.ts';

/** Low enough that the triangle begins on the first screen. */
const CURVE_HEIGHT = 216;

/** The pooled curve, and below it the triangle it comes from. */
export function Result({
  question,
  answer,
  before,
  catalogue,
  onPoint,
}: ResultProps<RetentionDraft, RetentionAnswer, RetentionPoint>) {
  const say = useSay();
  const language = useLanguage();
  const [chosen, setChosen] = useState(0);
  const [wanted, setShown] = useState<Shown>('kept');
  const shown = wanted === 'value' && !answer.value ? 'kept' : wanted;
  const at = chosen < answer.curves.length ? chosen : 0;
  const look = { count: question.count ?? 'on', shown, language };
  const measure = shown === 'value' ? 'count' : 'rate';
  const open = (
    place: Pick<RetentionPoint, 'cohort' | 'period'>,
    curve: number,
    options?: { before: boolean },
  ) => {
    const { group, cohorts } = answer.curves[curve]!;
    const gone = shown === 'gone' && place.period > 0;
    const titles = [
      place.cohort === undefined ? say(text.pooled) : (cohorts[place.cohort]?.label ?? ''),
      columnName(answer.unit, look.count, answer.columns[place.period]!)[language],
      ...(place.period > 0 ? [say(gone ? text.gone : text.kept)] : []),
      ...(group === undefined ? [] : [groupTitle(group, language)]),
    ];
    onPoint(
      { ...place, ...(group !== undefined && { group }), ...(gone && { gone }) },
      titles.join(' · '),
      options,
    );
  };
  return (
    <>
      <Choices
        answer={answer}
        catalogue={catalogue}
        shown={shown}
        onShown={setShown}
        at={at}
        onAt={setChosen}
      />
      <Section
        title={say(text.curve)}
        note={drawnCurves(answer).length < answer.curves.length ? say(fewerDrawn) : undefined}
      >
        <LineChart
          label={say(text.curve)}
          height={CURVE_HEIGHT}
          measure={measure}
          data={curvesOf(answer, before, look)}
          onPoint={({ series, index }) =>
            open(
              { period: shown === 'value' ? index : index + 1 },
              series === 'before' ? 0 : Number(series),
              {
                before: series === 'before',
              },
            )
          }
        />
      </Section>
      <Section title={say(text.triangle)}>
        <HeatTriangle
          label={say(text.triangle)}
          rowHead={say(text.cohort)}
          measure={measure}
          data={triangleOf(answer, answer.curves[at]!, look)}
          onCell={({ row, column }) =>
            open({ period: Number(column), ...(row !== 'pooled' && { cohort: Number(row) }) }, at)
          }
        />
      </Section>
    </>
  );
}

interface ChoicesProps {
  readonly answer: RetentionAnswer;
  readonly catalogue: Catalogue;
  readonly shown: Shown;
  readonly onShown: (shown: Shown) => void;
  readonly at: number;
  readonly onAt: (at: number) => void;
}

/** Which figure, and of which group the triangle. */
function Choices({ answer, catalogue, shown, onShown, at, onAt }: ChoicesProps) {
  const say = useSay();
  const language = useLanguage();
  const figures = [
    { value: 'kept', label: say(text.kept) },
    { value: 'gone', label: say(text.gone) },
    ...(answer.value
      ? [{ value: 'value', label: say(valueSentence(answer.value, namingOf(catalogue))) }]
      : []),
  ];
  return (
    <Sentence>
      {say(text.show)}
      <Pill
        value={shown}
        label={say(text.show)}
        options={figures}
        onChange={(next) => onShown(next as Shown)}
      />
      {answer.curves.length > 1 && (
        <Pill
          value={String(at)}
          label={say(text.group)}
          options={answer.curves.map(({ group, size }, i) => ({
            value: String(i),
            label: groupTitle(group, language),
            count: size,
          }))}
          onChange={(next) => onAt(Number(next))}
        />
      )}
    </Sentence>
  );
}
