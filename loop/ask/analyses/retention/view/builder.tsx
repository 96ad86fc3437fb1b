import { NumberWord, Section, Sentence, useSay } from '#lib/ui';
import { ChoiceEditor } from '#loop/condition/view';
import type { BuilderProps } from '../../../analysis/face.tsx';
import type { RetentionDraft } from '../question.ts';
import { text } from '../text.ts';
import { ColumnChoice } from './column-choice.tsx';
import { Counting } from './counting.tsx';
import { HoldChoice } from './hold-choice.tsx';
import { ValueChoice } from './value-choice.tsx';

/** "做过 X 的人,之后又做 Y": what opens a cohort, what counts as coming back, and how both are counted. */
export function Builder({ question, onChange, catalogue }: BuilderProps<RetentionDraft>) {
  const say = useSay();
  const { start = { event: '*' }, return: came = { event: '*' } } = question;
  const set = (change: Partial<RetentionDraft>) => onChange({ ...question, ...change });
  return (
    <>
      <Section title={say(text.startEvent)}>
        <Sentence>
          {say(text.did)}
          <ChoiceEditor value={start} catalogue={catalogue} onChange={(next) => set({ start: next })} />
        </Sentence>
      </Section>
      <Section title={say(text.returnEvent)}>
        <Sentence>
          {say(text.andThen)}
          <ChoiceEditor value={came} catalogue={catalogue} onChange={(next) => set({ return: next })} />
          {say(text.again)}
          <NumberWord
            value={question.minReturns ?? 1}
            min={1}
            max={1000}
            label={say(text.times)}
            onChange={(minReturns) => set({ minReturns })}
          />
          {say(text.times)}
        </Sentence>
        <HoldChoice hold={question.hold} catalogue={catalogue} onChange={(hold) => set({ hold })} />
      </Section>
      <Section title={say(text.shownPeriods)}>
        <ColumnChoice question={question} set={set} />
        <ValueChoice value={question.value} catalogue={catalogue} onChange={(value) => set({ value })} />
      </Section>
      <Counting question={question} set={set} />
    </>
  );
}
