import { useState } from 'react';
import { LineChart, type Measure, Pill, PillMany, Section, useSay } from '#lib/ui';
import { fewerDrawn } from '../../../analysis/breakdown.ts';
import type { RetentionAnswer } from '../answer.ts';
import type { RetentionPoint } from '../people.ts';
import {
  cohortCurvesOf,
  curvesOf,
  drawableCohorts,
  drawnCurves,
  type Look,
  MOST_COHORTS,
  type Shown,
} from '../pictures.ts';
import { text } from '../text.ts';

/** Low enough that the triangle begins on the first screen. */
const HEIGHT = 216;

/** A place of the picture: of the pooled curve where no cohort is named. */
type Place = Pick<RetentionPoint, 'cohort' | 'period'>;

interface Props {
  readonly answer: RetentionAnswer;
  readonly before: RetentionAnswer | undefined;
  /** Whose triangle is shown, and whose cohorts are drawn. */
  readonly at: number;
  readonly look: Look;
  readonly onPlace: (place: Place, curve: number, options?: { before: boolean }) => void;
}

const lines = ['pooled', 'cohorts'] as const;
type Lines = (typeof lines)[number];

/** How retention falls: pooled, of each group, or a line a cohort. */
export function Curves({ answer, before, at, look, onPlace }: Props) {
  const say = useSay();
  const [wanted, setWanted] = useState<Lines>('pooled');
  const [chosen, setChosen] = useState<readonly string[]>();
  const { all, usual } = drawableCohorts(answer.curves[at]!);
  const drawn = all.filter(({ cohort }) => chosen?.includes(String(cohort)));
  const cohorts = drawn.length > 0 ? drawn : usual;
  const which = all.length > 0 ? wanted : 'pooled';
  const first = look.shown === 'value' ? 0 : 1;
  return (
    <Section
      title={say(text.curve)}
      note={
        which === 'pooled' && drawnCurves(answer).length < answer.curves.length ? say(fewerDrawn) : undefined
      }
      actions={
        all.length > 0 && (
          <>
            <Pill
              value={which}
              label={say(text.lines)}
              options={lines.map((value) => ({ value, label: say(text[value]) }))}
              onChange={(next) => setWanted(next as Lines)}
            />
            {which === 'cohorts' && (
              <PillMany
                values={cohorts.map(({ cohort }) => String(cohort))}
                label={say(text.cohort)}
                options={all.map(({ cohort, label, size }) => ({
                  value: String(cohort),
                  label,
                  count: size,
                }))}
                onChange={(next) => setChosen(next.slice(-MOST_COHORTS))}
              />
            )}
          </>
        )
      }
    >
      {which === 'pooled' ? (
        <LineChart
          label={say(text.curve)}
          height={HEIGHT}
          measure={look.shown === 'value' ? 'count' : 'rate'}
          data={curvesOf(answer, before, look)}
          onPoint={({ series, index }) =>
            onPlace({ period: index + first }, series === 'before' ? 0 : Number(series), {
              before: series === 'before',
            })
          }
        />
      ) : (
        <LineChart
          label={say(text.curve)}
          height={HEIGHT}
          measure={measureOf(look.shown)}
          data={cohortCurvesOf(answer, cohorts, look)}
          onPoint={({ series, index }) => onPlace({ cohort: Number(series), period: index + first }, at)}
        />
      )}
    </Section>
  );
}

/** How figures of cells are written. */
export function measureOf(shown: Shown): Measure {
  return shown === 'kept' || shown === 'gone' ? 'rate' : 'count';
}
