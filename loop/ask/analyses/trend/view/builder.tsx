import { Checkbox } from 'antd';
import { Pill, Section, Sentence, useSay } from '#lib/ui';
import type { BuilderProps } from '../../../analysis/face.tsx';
import type { TrendDraft } from '../question.ts';
import { averageOf, words } from '../text.ts';
import { FormulaList } from './formula-list.tsx';
import { SeriesList } from './series-list.tsx';

/** The series, what is counted of each, and calculations over them. */
export function Builder({ question, onChange, catalogue }: BuilderProps<TrendDraft>) {
  const say = useSay();
  const { series = [], formulas = [], cumulative = false, movingAverage } = question;
  const averages = [...new Set([3, 7, 28, ...(movingAverage ? [movingAverage] : [])])];
  const set = (change: Partial<TrendDraft>) => onChange({ ...question, ...change });
  return (
    <>
      <Section title={say(words.series)}>
        <SeriesList series={series} catalogue={catalogue} onChange={(next) => set({ series: next })} />
      </Section>
      <Section title={say(words.formula)}>
        <FormulaList
          formulas={formulas}
          series={series.length}
          onChange={(next) => set({ formulas: next })}
        />
        <Sentence>
          <Checkbox checked={cumulative} onChange={({ target }) => set({ cumulative: target.checked })}>
            {say(words.cumulative)}
          </Checkbox>
        </Sentence>
        <Sentence>
          {say(words.movingAverage)}
          <Pill
            value={String(movingAverage ?? 0)}
            label={say(words.movingAverage)}
            options={[0, ...averages].map((n) => ({
              value: String(n),
              label: say(n === 0 ? words.noAverage : averageOf(n)),
            }))}
            onChange={(next) => set({ movingAverage: Number(next) || undefined })}
          />
        </Sentence>
      </Section>
    </>
  );
}
