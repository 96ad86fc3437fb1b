import { Checkbox } from 'antd';
import { Section, Sentence, useSay } from '#lib/ui';
import type { BuilderProps } from '../../../analysis/face.tsx';
import type { TrendDraft } from '../question.ts';
import { words } from '../text.ts';
import { FormulaList } from './formula-list.tsx';
import { SeriesList } from './series-list.tsx';

/** The series, what is counted of each, and calculations over them. */
export function Builder({ question, onChange, catalogue }: BuilderProps<TrendDraft>) {
  const say = useSay();
  const { series = [], formulas = [], cumulative = false } = question;
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
      </Section>
    </>
  );
}
