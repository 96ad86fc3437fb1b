import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Pill, Sentence, useSay } from '#lib/ui';
import type { Catalogue } from '#loop/condition';
import { AddEvent, PatternEditor } from '#loop/condition/view';
import type { Exclusion, FunnelDraft, FunnelQuestion } from '../question.ts';
import { words } from '../text.ts';

interface Props {
  readonly exclude: readonly Exclusion[];
  readonly order: FunnelQuestion['order'];
  readonly ends: FunnelQuestion['excluded'];
  /** How many steps there are. */
  readonly steps: number;
  readonly onChange: (change: Pick<FunnelDraft, 'exclude' | 'excluded'>) => void;
  readonly catalogue: Catalogue;
}

/** Events that must not come between two steps, and what they end. */
export function ExclusionList({ exclude, order, ends, steps, onChange, catalogue }: Props) {
  const say = useSay();
  const set = (next: Exclusion[]) => onChange({ exclude: next });
  const places = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => ({
      value: String(from + i),
      label: String(from + i + 1),
    }));
  return (
    <>
      {exclude.map((one, i) => (
        <Sentence
          // biome-ignore lint/suspicious/noArrayIndexKey: exclusions have no identity but their place
          key={i}
          actions={
            <Button
              size="small"
              type="text"
              icon={<CloseOutlined />}
              aria-label={say(words.removeExclusion)}
              onClick={() => set(exclude.toSpliced(i, 1))}
            />
          }
        >
          <PatternEditor
            value={one}
            catalogue={catalogue}
            onChange={(pattern) => set(exclude.with(i, { ...pattern, after: one.after, before: one.before }))}
          />
          {order === 'any' ? (
            say(words.betweenDone)
          ) : (
            <>
              {say(words.between)}
              <Pill
                value={String(one.after)}
                label={say(words.afterStep)}
                options={places(0, steps - 2)}
                onChange={(next) =>
                  set(
                    exclude.with(i, {
                      ...one,
                      after: Number(next),
                      before: Math.max(Number(next) + 1, one.before),
                    }),
                  )
                }
              />
              {say(words.and)}
              <Pill
                value={String(one.before)}
                label={say(words.beforeStep)}
                options={places(one.after + 1, steps - 1)}
                onChange={(next) => set(exclude.with(i, { ...one, before: Number(next) }))}
              />
              {say(words.betweenEnd)}
            </>
          )}
        </Sentence>
      ))}
      {exclude.length > 0 && (
        <Sentence>
          {say(words.excludedLabel)}
          <Pill
            value={ends}
            label={say(words.excludedLabel)}
            options={[
              { value: 'attempt', label: say(words.excludedAttempt) },
              { value: 'person', label: say(words.excludedPerson) },
            ]}
            onChange={(next) => onChange({ excluded: next as FunnelQuestion['excluded'] })}
          />
        </Sentence>
      )}
      {exclude.length < 10 && (
        <AddEvent
          title={say(words.addExclusion)}
          catalogue={catalogue}
          onAdd={(event) => set([...exclude, { event, after: 0, before: steps - 1 }])}
        />
      )}
    </>
  );
}
