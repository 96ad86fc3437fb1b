import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox } from 'antd';
import { dayIn } from '#lib/core';
import { DaySpanPicker, NumberWord, Pill, Section, Sentence, useSay } from '#lib/ui';
import {
  type Calendar,
  type Catalogue,
  type Condition,
  type Owner,
  type Span,
  type Unit,
  units,
} from '#loop/condition';
import { ConditionEditor, FilterEditor, PropertyPicker } from '#loop/condition/view';
import { useSigned } from '../../api/session.tsx';
import { daysOf, presetOf, presets } from './spans.ts';
import { text } from './text.ts';

/** The members every question has, as the form holds them: what is left out has its default. */
export interface CommonDraft {
  readonly span?: Span;
  readonly unit?: Unit;
  readonly where?: Condition;
  readonly who?: Condition;
  readonly by?: readonly { property: string; of: Owner }[];
  readonly top?: number;
  readonly compare?: 'previous' | 'year';
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
        onChange={({ from, to, preset }) =>
          onChange({ span: preset ? presets[preset]!.span(calendar) : { from, to } })
        }
      />
      <Pill
        value={draft.unit ?? 'day'}
        options={units.map((unit) => ({ value: unit, label: say(text[unit]) }))}
        label={say(text.unit)}
        onChange={(unit) => onChange({ unit: unit as Unit })}
      />
      {say(text.compare)}
      <Pill
        value={draft.compare ?? 'none'}
        options={(['none', 'previous', 'year'] as const).map((one) => ({
          value: one,
          label: say(text[one]),
        }))}
        label={say(text.compare)}
        onChange={(next) =>
          onChange({ compare: next === 'none' ? undefined : (next as 'previous' | 'year') })
        }
      />
    </Sentence>
  );
}

/** Which people, which events, broken down by what. */
export function NarrowFields({ draft, onChange, catalogue }: Omit<Props, 'calendar'>) {
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
          <FilterEditor value={draft.where} catalogue={catalogue} onChange={(where) => onChange({ where })} />
        </Sentence>
      </Section>
      <Breakdowns draft={draft} onChange={onChange} catalogue={catalogue} />
    </>
  );
}

const MOST = 2;

function Breakdowns({ draft, onChange, catalogue }: Omit<Props, 'calendar'>) {
  const say = useSay();
  const by = (draft.by ?? []).map(({ of = 'event', property }) => ({ of, property }));
  const first = catalogue.properties[0];
  return (
    <Section title={say(text.by)}>
      {by.map((one, i) => (
        <Sentence key={`${one.of}:${one.property}`}>
          <PropertyPicker
            of={one.of}
            property={one.property}
            owners={['event', 'person']}
            catalogue={catalogue}
            onChange={(next) => onChange({ by: by.with(i, next) })}
          />
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined />}
            aria-label={say(text.removeBy)}
            onClick={() => onChange({ by: by.toSpliced(i, 1) })}
          />
        </Sentence>
      ))}
      {by.length > 0 && (
        <Sentence>
          {say(text.top)}
          <NumberWord
            value={draft.top ?? 10}
            min={1}
            max={50}
            label={say(text.topLabel)}
            onChange={(top) => onChange({ top })}
          />
        </Sentence>
      )}
      {by.length < MOST && first && (
        <Button
          type="text"
          size="small"
          icon={<PlusOutlined />}
          onClick={() =>
            onChange({ by: [...by, unused(by, catalogue) ?? { of: first.of, property: first.name }] })
          }
        >
          {say(text.addBy)}
        </Button>
      )}
    </Section>
  );
}

function unused(by: NonNullable<CommonDraft['by']>, catalogue: Catalogue) {
  const free = catalogue.properties.find(
    ({ of, name, types }) =>
      types.includes('text') && !by.some((one) => one.of === of && one.property === name),
  );
  return free && { of: free.of, property: free.name };
}
