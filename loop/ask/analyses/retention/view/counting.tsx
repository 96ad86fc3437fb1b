import { Button } from 'antd';
import { useId, useState } from 'react';
import type { Words } from '#lib/core';
import { type Option, Pill, Section, Sentence, useSay } from '#lib/ui';
import type { Unit } from '#loop/condition';
import { countedAs, type PresetName, presets } from '../presets.ts';
import {
  type Count,
  counts,
  type Entry,
  entries,
  type RetentionDraft,
  type Window,
  windows,
} from '../question.ts';
import { countingWords, countWords, entryWords, text, windowWords } from '../text.ts';

interface Props {
  readonly question: RetentionDraft;
  readonly set: (change: Partial<RetentionDraft>) => void;
}

/** How retention is counted, in one sentence; what it is made of stands behind it. */
export function Counting({ question, set }: Props) {
  const say = useSay();
  const id = useId();
  const [open, setOpen] = useState(false);
  const { entry = 'every', count = 'on', window = 'calendar', unit = 'day', weekStart, hold } = question;
  const options = { entry, count, window, unit, weekStart, hold };
  return (
    <Section
      title={say(text.as)}
      actions={
        <Button
          size="small"
          type="text"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          {say(open ? text.fold : text.change)}
        </Button>
      }
    >
      <Sentence>
        <span className="ui-muted">{say(countingWords(options, countedAs(options)))}</span>
      </Sentence>
      <div id={id} hidden={!open}>
        <Like same={countedAs(options)} set={set} />
        <Sentence>
          {say(text.enter)}
          <Pill
            value={entry}
            label={say(text.enter)}
            options={optionsOf(entries, entryWords, say)}
            onChange={(next) => set({ entry: next as Entry })}
          />
        </Sentence>
        <Sentence>
          {say(text.window)}
          <Pill
            value={window}
            label={say(text.window)}
            options={optionsOf(windows, windowWords, say)}
            onChange={(next) => set({ window: next as Window })}
          />
        </Sentence>
        <Sentence>
          {say(text.counted)}
          <Pill
            value={count}
            label={say(text.counted)}
            options={optionsOf(counts, countWords, say)}
            onChange={(next) => set(countChange(next as Count, unit))}
          />
        </Sentence>
      </div>
    </Section>
  );
}

function optionsOf<Name extends string>(
  names: readonly Name[],
  words: Readonly<Record<Name, Words>>,
  say: (words: Words) => string,
): Option[] {
  return names.map((value) => ({ value, label: say(words[value]) }));
}

function countChange(count: Count, unit: Unit): Partial<RetentionDraft> {
  return count === 'brackets'
    ? { count, brackets: firstBrackets[unit], columns: undefined }
    : { count, brackets: undefined };
}

const firstBrackets: Record<Unit, [number, number][]> = {
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

/** All options at once, as another product has them. */
function Like({ same, set }: { readonly same: readonly PresetName[]; readonly set: Props['set'] }) {
  const say = useSay();
  const names = Object.keys(presets) as PresetName[];
  return (
    <Sentence>
      {say(text.likeProduct)}
      <Pill
        value={same.at(-1) ?? 'own'}
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
