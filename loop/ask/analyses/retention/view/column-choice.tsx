import { Checkbox } from 'antd';
import { NumberWord, Pill, PillMany, Sentence, useSay } from '#lib/ui';
import type { Unit } from '#loop/condition';
import type { RetentionDraft } from '../question.ts';
import { text, unitWords } from '../text.ts';
import { Brackets } from './brackets.tsx';

interface Props {
  readonly question: RetentionDraft;
  readonly set: (change: Partial<RetentionDraft>) => void;
}

/** The periods by which a field speaks of retention. */
const usual: Record<Unit, readonly (readonly number[])[]> = {
  hour: [
    [1, 3, 6, 12, 24],
    [6, 12, 24, 48],
  ],
  day: [
    [1, 3, 7, 14, 30],
    [1, 7, 30, 60, 90],
  ],
  week: [
    [1, 2, 4, 8, 12],
    [4, 12, 26],
  ],
  month: [
    [1, 2, 3, 6, 12],
    [3, 6, 12, 24],
  ],
  quarter: [
    [1, 2, 4],
    [4, 8],
  ],
  year: [
    [1, 2, 3],
    [1, 3, 5],
  ],
};

const EVERY = 'every';
const OWN = 'own';
/** So many single periods are offered. */
const OFFERED = 100;

/** Which periods have a column, and what is done with those that are not over. */
export function ColumnChoice({ question, set }: Props) {
  const say = useSay();
  const { count = 'on', unit = 'day', wholeCohorts = false } = question;
  return (
    <>
      {count === 'brackets' && question.brackets ? (
        <Brackets brackets={question.brackets} unit={unit} onChange={(brackets) => set({ brackets })} />
      ) : (
        <Single question={question} set={set} />
      )}
      <Sentence>
        <Checkbox
          checked={wholeCohorts}
          onChange={({ target }) => set({ wholeCohorts: target.checked || undefined })}
        >
          {say(text.wholeCohorts)}
        </Checkbox>
      </Sentence>
    </>
  );
}

/** Every period up to one, the usual ones, or some that are chosen one by one. */
function Single({ question: { unit = 'day', periods = 8, columns }, set }: Props) {
  const say = useSay();
  const offered = usual[unit];
  const preset = offered.find((list) => list.join() === columns?.join());
  const named = (list: readonly number[]) => {
    const { zh, en } = unitWords[unit];
    return say({ zh: `第 ${list.join('、')} ${zh}`, en: `${en} ${list.join(', ')}` });
  };
  const choose = (next: string) => {
    if (next === EVERY) set({ columns: undefined });
    else if (next === OWN) set({ columns: [...(columns ?? offered[0]!), (columns?.at(-1) ?? 30) + 1] });
    else set({ columns: next.split(',').map(Number) });
  };
  const numbers = Array.from({ length: OFFERED }, (_, i) => i + 1);
  return (
    <Sentence>
      {say(text.columns)}
      <Pill
        value={columns ? (preset?.join() ?? OWN) : EVERY}
        label={say(text.columns)}
        options={[
          { value: EVERY, label: say(text.everyPeriod) },
          ...offered.map((list) => ({ value: list.join(), label: named(list) })),
          { value: OWN, label: say(text.ownPeriods) },
        ]}
        onChange={choose}
      />
      {columns ? (
        !preset && (
          <PillMany
            values={columns.map(String)}
            label={say(text.ownPeriods)}
            options={[...new Set([...numbers, ...columns])].map((n) => ({
              value: String(n),
              label: String(n),
            }))}
            onChange={(next) => next.length > 0 && set({ columns: next.map(Number).sort((a, b) => a - b) })}
          />
        )
      ) : (
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
  );
}
