import { NumberWord, type Option, Pill, Section, Sentence, useSay } from '#lib/ui';
import { namingOf } from '#loop/condition';
import type { BuilderProps } from '../../../analysis/face.tsx';
import {
  type Count,
  counts,
  type FunnelDraft,
  type Order,
  orders,
  type Show,
  shows,
  type WindowUnit,
  windowMs,
} from '../question.ts';
import { fitting } from '../rearrange.ts';
import {
  attributeWords,
  countWords,
  orderWords,
  showWords,
  stepNames,
  windowUnitWords,
  words,
} from '../text.ts';
import { ConstantList } from './constant-list.tsx';
import { ExclusionList } from './exclusion-list.tsx';
import { StepList } from './step-list.tsx';

/** The steps, how they may follow each other, and what of it is shown. */
export function Builder({ question, onChange, catalogue }: BuilderProps<FunnelDraft>) {
  const say = useSay();
  const { steps = [], order = 'ordered', exclude = [], constant = [], by = [] } = question;
  const set = (change: Partial<FunnelDraft>) => onChange(fitting({ ...question, ...change }));
  return (
    <>
      <Section title={say(words.steps)}>
        <StepList question={question} catalogue={catalogue} onChange={onChange} />
        <Following question={question} set={set} />
        <ConstantList
          constant={constant}
          catalogue={catalogue}
          onChange={(next) => set({ constant: next })}
        />
      </Section>
      <Section title={say(words.exclude)}>
        <ExclusionList
          exclude={exclude}
          order={order}
          steps={steps.length}
          ends={question.excluded ?? 'attempt'}
          catalogue={catalogue}
          onChange={set}
        />
      </Section>
      <Section title={say(words.showLabel)}>
        <Showing question={question} set={set} catalogue={catalogue} />
        {by.some(({ of }) => of !== 'person') && <Attribute question={question} set={set} />}
      </Section>
    </>
  );
}

interface Props {
  readonly question: FunnelDraft;
  readonly set: (change: FunnelDraft) => void;
}

function Following({ question, set }: Props) {
  const say = useSay();
  const { order = 'ordered', window = { n: 7, unit: 'day' } } = question;
  return (
    <Sentence>
      <Pill
        value={order}
        label={say(words.orderLabel)}
        options={orders.map((value) => ({ value, label: say(orderWords[value]) }))}
        onChange={(next) => set({ order: next as Order })}
      />
      {say(words.within)}
      <NumberWord
        value={window.n}
        min={1}
        max={Math.floor((366 * windowMs.day) / windowMs[window.unit])}
        label={say(words.window)}
        onChange={(n) => set({ window: { ...window, n } })}
      />
      <Pill
        value={window.unit}
        label={say(words.windowUnit)}
        options={(Object.keys(windowMs) as WindowUnit[]).map((value) => ({
          value,
          label: say(windowUnitWords(value, window.n)),
        }))}
        onChange={(unit) => set({ window: { n: Math.min(window.n, 52), unit: unit as WindowUnit } })}
      />
    </Sentence>
  );
}

function Showing({ question, set, catalogue }: Props & Pick<BuilderProps<FunnelDraft>, 'catalogue'>) {
  const say = useSay();
  const {
    show = 'steps',
    count = 'people',
    order = 'ordered',
    steps = [],
    time = { from: 0, to: steps.length - 1 },
  } = question;
  const names = stepNames(question, namingOf(catalogue)).map((name, i) =>
    order === 'any' ? say(name) : `${i + 1} ${say(name)}`,
  );
  const places = (from: number, to: number): Option[] =>
    Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => ({
      value: String(from + i),
      label: names[from + i] ?? '',
    }));
  return (
    <Sentence>
      <Pill
        value={show}
        label={say(words.showLabel)}
        options={shows.map((value) => ({ value, label: say(showWords[value]) }))}
        onChange={(next) => set({ show: next as Show })}
      />
      {show === 'time' && (
        <>
          {say(words.since)}
          <Pill
            value={String(time.from)}
            label={say(words.fromStep)}
            options={places(0, steps.length - 2)}
            onChange={(from) =>
              set({ time: { ...time, from: Number(from), to: Math.max(Number(from) + 1, time.to) } })
            }
          />
          {say(words.to)}
          <Pill
            value={String(time.to)}
            label={say(words.toStep)}
            options={places(time.from + 1, steps.length - 1)}
            onChange={(to) => set({ time: { ...time, to: Number(to) } })}
          />
        </>
      )}
      {say(words.counting)}
      <Pill
        value={count}
        label={say(words.countLabel)}
        options={counts.map((value) => ({ value, label: say(countWords[value]) }))}
        onChange={(next) => set({ count: next as Count })}
      />
    </Sentence>
  );
}

/** Whose value of an event's property a breakdown takes. */
function Attribute({ question, set }: Props) {
  const say = useSay();
  const { attribute = 'first', steps = [], order = 'ordered', exclude = [] } = question;
  const agreeing = order !== 'strict' && exclude.length === 0;
  const named = (['first', 'last', ...(agreeing ? (['all'] as const) : [])] as const).map((value) => ({
    value: value as string,
    label: say(attributeWords[value]),
  }));
  const single = steps.map((_, i) => ({ value: String(i), label: `${say(words.step)} ${i + 1}` }));
  return (
    <Sentence>
      {say(words.attribute)}
      <Pill
        value={typeof attribute === 'object' ? String(attribute.step) : attribute}
        label={say(words.attribute)}
        options={[...named, ...single]}
        onChange={(next) =>
          set({ attribute: /^\d+$/.test(next) ? { step: Number(next) } : (next as 'first' | 'last' | 'all') })
        }
      />
    </Sentence>
  );
}
