import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { AddPicker, NumberWord, Pill, Section, Sentence, useSay } from '#lib/ui';
import type { Draft } from '#loop/ask/view';
import type { Catalogue, Owner } from '#loop/condition';
import { AddProperty, askedEvents, PropertyPicker, segmentOptions } from '#loop/condition/view';
import { Bins } from './bins.tsx';
import { text } from './text.ts';

interface ByProperty {
  readonly property: string;
  readonly of?: Owner;
  readonly edges?: readonly number[];
}

/** What an answer is broken down by, as the form holds it. */
export type BreakdownDraft = ByProperty | { readonly inSegment: string };

interface Props {
  readonly by: readonly BreakdownDraft[];
  readonly top: number;
  /** The question as it is asked, whose numbers edges are suggested for. */
  readonly question: Draft;
  readonly catalogue: Catalogue;
  readonly onChange: (change: { by?: readonly BreakdownDraft[]; top?: number }) => void;
}

const MOST = 3;

/** By what an answer is broken down: values of properties, bins of their numbers, segments. */
export function Breakdowns({ by, top, question, catalogue, onChange }: Props) {
  const say = useSay();
  const add = (one: BreakdownDraft) => onChange({ by: [...by, one] });
  return (
    <Section title={say(text.by)}>
      {by.map((one, i) => (
        <Sentence
          // biome-ignore lint/suspicious/noArrayIndexKey: two may be the same, and their order is what they are
          key={i}
          actions={
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined />}
              aria-label={say(text.removeBy)}
              onClick={() => onChange({ by: by.toSpliced(i, 1) })}
            />
          }
        >
          <One
            one={one}
            question={question}
            catalogue={catalogue}
            onChange={(next) => onChange({ by: by.with(i, next) })}
          />
        </Sentence>
      ))}
      {(by.length > 1 || by.some((one) => !hasLevels(one))) && (
        <Sentence>
          {say(text.top)}
          <NumberWord
            value={top}
            min={1}
            max={50}
            label={say(text.topLabel)}
            onChange={(next) => onChange({ top: next })}
          />
        </Sentence>
      )}
      {by.length < MOST && (
        <AddProperty
          title={say(text.addBy)}
          owners={['event', 'person']}
          events={askedEvents(question)}
          grouping
          catalogue={catalogue}
          onAdd={add}
        />
      )}
      {by.length < MOST && catalogue.segments.length > 0 && (
        <AddPicker
          title={say(text.addSegmentBy)}
          label={say(text.segment)}
          options={segmentOptions(catalogue)}
          onAdd={(inSegment) => add({ inSegment })}
        />
      )}
    </Section>
  );
}

interface OneProps extends Pick<Props, 'question' | 'catalogue'> {
  readonly one: BreakdownDraft;
  readonly onChange: (one: BreakdownDraft) => void;
}

function One({ one, question, catalogue, onChange }: OneProps) {
  const say = useSay();
  if ('inSegment' in one)
    return (
      <>
        <Pill
          value={one.inSegment}
          options={segmentOptions(catalogue)}
          label={say(text.segment)}
          onChange={(inSegment) => onChange({ inSegment })}
        />
        {say(text.inOrOut)}
      </>
    );
  const { property, of = 'event', edges } = one;
  const known = catalogue.properties.find((each) => each.of === of && each.name === property);
  return (
    <>
      <PropertyPicker
        of={of}
        property={property}
        owners={['event', 'person']}
        events={askedEvents(question)}
        grouping
        catalogue={catalogue}
        onChange={onChange}
      />
      {(edges || known?.types.includes('number')) && (
        <Bins
          of={of}
          property={property}
          edges={edges}
          question={question}
          onChange={(next) => onChange({ of, property, ...(next && { edges: next }) })}
        />
      )}
    </>
  );
}

/** Whether its groups, alone, are all shown however many. */
const hasLevels = (one: BreakdownDraft) => 'inSegment' in one || one.edges !== undefined;
