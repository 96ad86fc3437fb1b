import { NumberWord, type Option, Pill, Section, Sentence, useSay } from '#lib/ui';
import type { Catalogue, Unit } from '#loop/condition';
import { PatternEditor } from '#loop/condition/view';
import type { BuilderProps } from '../../../analysis/face.tsx';
import { type PresetName, presets } from '../presets.ts';
import {
  type Count,
  counts,
  type Entry,
  entries,
  type RetentionDraft,
  type Window,
  windows,
} from '../question.ts';
import { countWords, entryWords, text, unitWords, windowWords } from '../text.ts';
import { Brackets } from './brackets.tsx';
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
          <PatternEditor value={start} catalogue={catalogue} onChange={(next) => set({ start: next })} />
        </Sentence>
      </Section>
      <Section title={say(text.returnEvent)}>
        <Sentence>
          {say(text.andThen)}
          <PatternEditor value={came} catalogue={catalogue} onChange={(next) => set({ return: next })} />
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
      </Section>
      <Counting question={question} set={set} catalogue={catalogue} />
    </>
  );
}

interface Props {
  readonly question: RetentionDraft;
  readonly set: (change: Partial<RetentionDraft>) => void;
  readonly catalogue: Catalogue;
}

function Counting({ question, set, catalogue }: Props) {
  const say = useSay();
  const { entry = 'every', count = 'on', window = 'calendar', periods = 8, unit = 'day' } = question;
  const options = (
    names: readonly string[],
    words: Readonly<Record<string, { zh: string; en: string }>>,
  ): Option[] => names.map((value) => ({ value, label: say(words[value]!) }));
  return (
    <Section title={say(text.as)}>
      <Like question={question} set={set} />
      <Sentence>
        {say(text.enter)}
        <Pill
          value={entry}
          label={say(text.enter)}
          options={options(entries, entryWords)}
          onChange={(next) => set({ entry: next as Entry })}
        />
      </Sentence>
      <Sentence>
        {say(text.window)}
        <Pill
          value={window}
          label={say(text.window)}
          options={options(windows, windowWords)}
          onChange={(next) => set({ window: next as Window })}
        />
      </Sentence>
      <Sentence>
        {say(text.counted)}
        <Pill
          value={count}
          label={say(text.counted)}
          options={options(counts, countWords)}
          onChange={(next) =>
            set({ count: next as Count, brackets: next === 'brackets' ? firstBrackets(unit) : undefined })
          }
        />
        {count !== 'brackets' && (
          <>
            {say(text.periods)}
            <NumberWord
              value={periods - 1}
              min={1}
              max={399}
              label={say(text.periods)}
              onChange={(last) => set({ periods: last + 1 })}
            />
            {say(unitWords[unit])}
          </>
        )}
      </Sentence>
      {count === 'brackets' && question.brackets && (
        <Brackets brackets={question.brackets} unit={unit} onChange={(brackets) => set({ brackets })} />
      )}
      <ValueChoice value={question.value} catalogue={catalogue} onChange={(value) => set({ value })} />
    </Section>
  );
}

const bracketsOf: Record<Unit, [number, number][]> = {
  hour: [
    [1, 5],
    [6, 11],
    [12, 23],
  ],
  day: [
    [1, 3],
    [4, 7],
    [8, 14],
    [15, 30],
  ],
  week: [
    [1, 2],
    [3, 4],
    [5, 8],
  ],
  month: [
    [1, 1],
    [2, 3],
    [4, 6],
  ],
  quarter: [
    [1, 1],
    [2, 4],
  ],
  year: [
    [1, 1],
    [2, 3],
  ],
};
const firstBrackets = (unit: Unit) => bracketsOf[unit];

/** All options at once, as another product has them. */
function Like({ question, set }: Omit<Props, 'catalogue'>) {
  const say = useSay();
  const names = Object.keys(presets) as PresetName[];
  const same = names.find((name) =>
    Object.entries(presets[name].options).every(
      ([option, value]) => question[option as keyof RetentionDraft] === value,
    ),
  );
  return (
    <Sentence>
      {say(text.likeProduct)}
      <Pill
        value={same ?? 'own'}
        label={say(text.likeProduct)}
        options={[
          { value: 'own', label: say(text.ownWay) },
          ...names.map((value) => ({
            value,
            label: say(presets[value].name),
            hint: say(presets[value].differs),
          })),
        ]}
        onChange={(name) =>
          name !== 'own' && set({ ...presets[name as PresetName].options, brackets: undefined })
        }
      />
    </Sentence>
  );
}
