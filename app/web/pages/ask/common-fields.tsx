import { Checkbox } from 'antd';
import { dayIn } from '#lib/core';
import { DaySpanPicker, Pill, Section, Sentence, useSay } from '#lib/ui';
import type { Draft } from '#loop/ask/view';
import { type Calendar, type Catalogue, type Condition, type Span, type Unit, units } from '#loop/condition';
import { askedEvents, ConditionEditor, FilterEditor } from '#loop/condition/view';
import { useSigned } from '../../api/session.tsx';
import { type BreakdownDraft, Breakdowns } from './breakdowns.tsx';
import { type Against, CompareFields } from './compare-fields.tsx';
import { daysOf, presetOf, presets } from './spans.ts';
import { text } from './text.ts';

/** The members every question has, as the form holds them: what is left out has its default. */
export interface CommonDraft {
  readonly span?: Span;
  readonly unit?: Unit;
  readonly where?: Condition;
  readonly who?: Condition;
  readonly by?: readonly BreakdownDraft[];
  readonly top?: number;
  readonly complete?: boolean;
  readonly compare?: Against | readonly Against[];
  readonly internal?: boolean;
}

interface Props {
  readonly draft: CommonDraft;
  readonly onChange: (change: CommonDraft) => void;
  readonly catalogue: Catalogue;
  readonly calendar: Calendar;
}

/** Span, unit and comparison: the line above an answer. */
export function SpanFields({ draft, onChange, calendar }: Omit<Props, 'catalogue'>) {
  const say = useSay();
  const span = draft.span ?? { last: 30, unit: 'day' };
  const named = Object.entries(presets).map(([key, preset]) => ({
    key,
    label: say(preset.title),
    ...daysOf(preset.span(calendar), calendar),
  }));
  return (
    <Sentence>
      <DaySpanPicker
        {...daysOf(span, calendar)}
        preset={presetOf(span, calendar)}
        presets={named}
        today={dayIn(calendar.now, calendar.timeZone)}
        weekStart={calendar.weekStart}
        label={say(text.span)}
        open={'from' in span && span.to === undefined}
        onChange={({ from, to, preset }) =>
          onChange({ span: preset ? presets[preset]!.span(calendar) : { from, to } })
        }
        onSince={(from) => onChange({ span: { from } })}
      />
      <Pill
        value={draft.unit ?? 'day'}
        options={units.map((unit) => ({ value: unit, label: say(text[unit]) }))}
        label={say(text.unit)}
        onChange={(unit) => onChange({ unit: unit as Unit })}
      />
      <Checkbox
        checked={draft.complete ?? false}
        onChange={({ target }) => onChange({ complete: target.checked || undefined })}
      >
        {say(text.complete)}
      </Checkbox>
      <CompareFields compare={draft.compare} span={span} calendar={calendar} onChange={onChange} />
    </Sentence>
  );
}

/** Which people, which events, broken down by what. */
export function NarrowFields({
  draft,
  question,
  onChange,
  catalogue,
}: Omit<Props, 'calendar'> & { readonly question: Draft }) {
  const say = useSay();
  const { project } = useSigned();
  return (
    <>
      <Section title={say(text.who)} note={draft.who ? undefined : say(text.everyone)}>
        <ConditionEditor value={draft.who} catalogue={catalogue} onChange={(who) => onChange({ who })} />
        {project.internal && (
          <Checkbox
            checked={draft.internal ?? false}
            onChange={({ target }) => onChange({ internal: target.checked || undefined })}
          >
            {say(text.internal)}
          </Checkbox>
        )}
      </Section>
      <Section title={say(text.where)}>
        <Sentence>
          <FilterEditor
            value={draft.where}
            events={askedEvents(draft)}
            catalogue={catalogue}
            onChange={(where) => onChange({ where })}
          />
        </Sentence>
      </Section>
      <Breakdowns
        by={draft.by ?? []}
        top={draft.top ?? 10}
        question={question}
        onChange={onChange}
        catalogue={catalogue}
      />
    </>
  );
}
