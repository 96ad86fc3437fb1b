import { useState } from 'react';
import type { Words } from '#lib/core';
import { HeatTriangle, Pill, Section, Sentence, useLanguage, useSay } from '#lib/ui';
import { type Catalogue, namingOf } from '#loop/condition';
import { groupTitle } from '../../../analysis/breakdown.ts';
import type { ResultProps } from '../../../analysis/face.tsx';
import type { RetentionAnswer } from '../answer.ts';
import type { RetentionPoint } from '../people.ts';
import { isOfLost, type Shown, shownOf, triangleOf } from '../pictures.ts';
import type { RetentionDraft } from '../question.ts';
import { columnName, text, valueSentence } from '../text.ts';
import { Curves, measureOf } from './curves.tsx';

/** The curves, and below them the triangle they come from. */
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
  const open = (
    place: Pick<RetentionPoint, 'cohort' | 'period'>,
    curve: number,
    options?: { before: boolean },
  ) => {
    const { group, cohorts } = answer.curves[curve]!;
    const gone = isOfLost(shown) && place.period > 0;
    const titles = [
      place.cohort === undefined
        ? say(text.pooled)
        : (cohorts.find(({ cohort }) => cohort === place.cohort)?.label ?? ''),
      columnName(answer.unit, look.count, answer.columns[place.period]!)[language],
      ...(place.period > 0 ? [say(gone ? text.notRetained : text.retained)] : []),
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
      <Curves answer={answer} before={before} at={at} look={look} onPlace={open} />
      <Section title={say(text.triangle)}>
        <HeatTriangle
          label={say(text.triangle)}
          rowHead={say(text.cohort)}
          measure={measureOf(shown)}
          data={triangleOf(answer, answer.curves[at]!, look)}
          onCell={({ row, column }) =>
            open({ period: Number(column), ...(row !== 'pooled' && { cohort: Number(row) }) }, at)
          }
        />
      </Section>
    </>
  );
}

const titles: Record<Shown, Words> = {
  kept: text.kept,
  gone: text.gone,
  people: text.people,
  lost: text.lost,
  value: text.value,
};

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
  const figures = shownOf
    .filter((value) => value !== 'value' || answer.value)
    .map((value) => ({
      value,
      label: say(
        value === 'value' && answer.value ? valueSentence(answer.value, namingOf(catalogue)) : titles[value],
      ),
    }));
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
