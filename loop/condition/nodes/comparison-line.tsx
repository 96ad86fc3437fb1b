import { NumberWord, Pill, PillMany, useSay } from '#lib/ui';
import type { Catalogue } from '../catalogue.ts';
import type { Owner } from '../scope.ts';
import { eventOptions } from '../view/options.tsx';
import { typesOf } from '../view/property-options.tsx';
import { PropertyPicker } from '../view/property-picker.tsx';
import { text } from '../view/text.ts';
import { ValuePicker } from '../view/value-picker.tsx';
import { type ComparisonOp, comparisons, comparisonTitles } from './comparison-ops.ts';
import type { Comparison } from './comparison-schema.ts';

interface Props {
  readonly value: Comparison;
  /** Whom the condition is about; a person when absent. */
  readonly subject?: Owner;
  readonly onChange: (value: Comparison) => void;
  readonly catalogue: Catalogue;
  /** The events that are filtered; any when absent. */
  readonly events?: readonly string[];
  /** Whether it was just added, so that its value comes next. */
  readonly added?: boolean;
}

type Kind = 'text' | 'number' | 'time';
const always: readonly ComparisonOp[] = ['isSet', 'isNotSet'];
const fitting: Record<Kind, readonly ComparisonOp[]> = {
  text: ['is', 'isNot', 'contains', 'notContains', 'startsWith', 'endsWith', 'matches'],
  number: ['is', 'isNot', 'greater', 'atLeast', 'less', 'atMost', 'between'],
  time: ['before', 'after', 'inLast'],
};
const first: Partial<Record<ComparisonOp, () => Comparison['values']>> = {
  greater: () => [0],
  atLeast: () => [0],
  less: () => [0],
  atMost: () => [0],
  between: () => [0, 100],
  inLast: () => [30],
  before: () => [new Date().toISOString().slice(0, 10)],
  after: () => [new Date().toISOString().slice(0, 10)],
};

/** "城市 是 上海、北京": property, comparison, value. */
export function ComparisonLine({ value, subject = 'person', onChange, catalogue, events, added }: Props) {
  const say = useSay();
  const of = value.of ?? subject;
  const types = typesOf(catalogue, of, value.property);
  const ops = [...new Set([...types.flatMap((type) => fitting[type]), ...always, value.op])];
  const owners: Owner[] = subject === 'event' ? ['event', 'person'] : ['person'];
  return (
    <>
      <PropertyPicker
        of={of}
        property={value.property || undefined}
        owners={owners}
        events={events}
        catalogue={catalogue}
        onChange={(chosen) => onChange(fresh(chosen, catalogue))}
      />
      <Pill
        value={value.op}
        options={ops.map((op) => ({ value: op, label: say(comparisonTitles[op]) }))}
        label={say(text.comparison)}
        onChange={(op) => onChange(withOp(value, op as ComparisonOp))}
      />
      <Values value={value} of={of} onChange={onChange} catalogue={catalogue} added={added} />
    </>
  );
}

/** A comparison of a property just chosen, ready for its value. */
export function fresh({ of, property }: { of: Owner; property: string }, catalogue: Catalogue): Comparison {
  const op = fitting[typesOf(catalogue, of, property)[0] ?? 'text'][0] ?? 'is';
  return { property, of, op, values: first[op]?.() ?? [] };
}

/** Values stay where the new comparison takes the same kind of them. */
function withOp(value: Comparison, op: ComparisonOp): Comparison {
  const keeps =
    comparisons[op] === comparisons[value.op] && !first[op] === !first[value.op] && op !== 'inLast';
  return { ...value, op, values: keeps ? value.values : (first[op]?.() ?? []) };
}

function Values({
  value,
  of,
  onChange,
  catalogue,
  added,
}: Omit<Props, 'subject' | 'events'> & { of: Owner }) {
  const say = useSay();
  const { op, values, property } = value;
  const set = (next: Comparison['values']) => onChange({ ...value, values: next });
  if (comparisons[op] === 'none' || !property) return null;
  if (op === 'before' || op === 'after')
    return (
      <input
        type="date"
        className="ui-pill"
        aria-label={say(text.date)}
        value={String(values[0] ?? '').slice(0, 10)}
        onChange={(event) => event.target.value && set([event.target.value])}
      />
    );
  if (first[op])
    return (
      <>
        <NumberWord
          value={Number(values[0])}
          min={-1e12}
          max={1e12}
          label={say(text.value)}
          onChange={(n) => set([n, ...values.slice(1)])}
        />
        {op === 'inLast' && say(text.days)}
        {op === 'between' && (
          <>
            {say(text.between)}
            <NumberWord
              value={Number(values[1])}
              min={-1e12}
              max={1e12}
              label={say(text.value)}
              onChange={(n) => set([values[0] ?? 0, n])}
            />
          </>
        )}
      </>
    );
  const one = comparisons[op] === 'one';
  if (of === 'event' && property === '$event' && !one)
    return (
      <PillMany
        values={values.map(String)}
        options={eventOptions(catalogue, say, false)}
        label={say(text.event)}
        startsOpen={added}
        onChange={(next) => set([...next])}
      />
    );
  return (
    <ValuePicker
      of={of}
      property={property}
      values={values.map(String)}
      catalogue={catalogue}
      startsOpen={added}
      onChange={(next) => set(one ? next.slice(-1) : next)}
    />
  );
}
