import { useState } from 'react';
import { FaultNotice, formatFull, formatRate, Overlap, Pill, Section, useSay, Waiting } from '#lib/ui';
import type { Catalogue, Condition } from '#loop/condition';
import { call, download } from '../../api/api.ts';
import { useOperation } from '../../api/use-operation.ts';
import { ExportPeople } from '../../people/export-people.tsx';
import { PeopleSheet } from '../../people/people-sheet.tsx';
import { SaveSegment } from '../../people/save-segment.tsx';
import { countOf, text } from './text.ts';

interface Props {
  readonly segment: { readonly id: string; readonly name: string };
  readonly catalogue: Catalogue;
}

interface Part {
  readonly key: string;
  readonly title: string;
  readonly people: number;
  readonly who: Condition;
}

/** What a segment has in common with another: a picture, and who is in which. */
export function Compare({ segment, catalogue }: Props) {
  const say = useSay();
  const [other, setOther] = useState<string>();
  const others = catalogue.segments.filter(({ id }) => id !== segment.id);
  if (others.length === 0) return null;
  const chosen = others.find(({ id }) => id === other);
  return (
    <Section
      title={say(text.overlap)}
      actions={
        <Pill
          value={other}
          label={say(text.overlapWith)}
          placeholder={say(text.overlapWith)}
          options={others.map(({ id, name, size }) => ({
            value: id,
            label: name,
            ...(size !== null && { count: size }),
          }))}
          onChange={setOther}
        />
      }
    >
      {chosen ? (
        <Both segment={segment} other={chosen} />
      ) : (
        <p className="ui-muted">{say(text.overlapHint)}</p>
      )}
    </Section>
  );
}

function Both({ segment, other }: { segment: Props['segment']; other: Props['segment'] }) {
  const say = useSay();
  const [shown, setShown] = useState<Part>();
  const { data, error } = useOperation('segment/overlap', { one: segment.id, other: other.id });
  if (error) return <FaultNotice message={error.message} code={error.code} />;
  if (!data) return <Waiting shape="figures" />;
  const [inOne, inOther] = [{ inSegment: segment.id }, { inSegment: other.id }];
  const only = (name: string) => say({ zh: `只在「${name}」`, en: `Only in “${name}”` });
  const parts: Part[] = [
    {
      key: 'one',
      title: only(segment.name),
      people: data.one - data.both,
      who: { all: [inOne, { not: inOther }] },
    },
    { key: 'both', title: say(text.inBoth), people: data.both, who: { all: [inOne, inOther] } },
    {
      key: 'other',
      title: only(other.name),
      people: data.other - data.both,
      who: { all: [inOther, { not: inOne }] },
    },
  ];
  const all = data.one + data.other - data.both;
  return (
    <div className="segment-overlap">
      <Overlap names={[segment.name, other.name]} counts={data} label={say(text.overlap)} />
      <ul>
        <li className="segment-overlap-total">
          <span>{segment.name}</span>
          <b>{formatFull(data.one)}</b>
        </li>
        <li className="segment-overlap-total segment-overlap-other">
          <span>{other.name}</span>
          <b>{formatFull(data.other)}</b>
        </li>
        {parts.map((part) => (
          <li key={part.key}>
            <button
              type="button"
              className="ui-plain"
              disabled={part.people === 0}
              onClick={() => setShown(part)}
            >
              <span>{part.title}</span>
              <b>{formatFull(part.people)}</b>
              <span className="ui-muted">{all > 0 ? formatRate(part.people / all) : '–'}</span>
            </button>
          </li>
        ))}
      </ul>
      {shown && (
        <PeopleSheet
          title={(total) => say(countOf(shown.title, total))}
          of={['person/list', shown.who]}
          fetchPage={(page, signal) => call('person/list', { who: shown.who, ...page }, signal)}
          actions={(asked) => (
            <>
              <SaveSegment definition={{ who: shown.who }} suggestion={shown.title.slice(0, 120)} />
              <ExportPeople
                onExport={(as) => void download('person/export', { who: shown.who, ...asked, as })}
              />
            </>
          )}
          onClose={() => setShown(undefined)}
        />
      )}
    </div>
  );
}
