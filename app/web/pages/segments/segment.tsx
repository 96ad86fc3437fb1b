import { Button } from 'antd';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { FaultNotice, Figure, LineChart, PageHeader, Section, useSay, Waiting } from '#lib/ui';
import type { SegmentDefinition } from '#loop/ask';
import type { Draft } from '#loop/ask/view';
import { type Catalogue, type Condition, conditionWords, namingOf } from '#loop/condition';
import type { Output } from '../../api/api.ts';
import { useCatalogue } from '../../api/catalogue.ts';
import { LinkButton } from '../../api/link-button.tsx';
import { useMoments } from '../../api/use-moments.ts';
import { useChange, useOperation } from '../../api/use-operation.ts';
import { DefinitionMenu } from '../../definitions/definition-menu.tsx';
import { useDefinitions } from '../../definitions/use-definitions.ts';
import { PeopleTable } from '../../people/people-table.tsx';
import { asksFor, usePersonFace } from '../../people/use-person-face.ts';
import { addressOf } from '../../question/question-state.ts';
import { SegmentForm } from './segment-form.tsx';
import { text } from './text.ts';

/** One segment: who is meant, how many over time, and who they are. */
export default function SegmentPage() {
  const say = useSay();
  const { id = '' } = useParams<{ id: string }>();
  const { data, error } = useOperation('segment/get', { id });
  const catalogue = useCatalogue();
  const all = useDefinitions('segment').data?.definitions ?? [];
  const [, go] = useLocation();
  const [editing, setEditing] = useState(false);
  const refresh = useChange('segment/refresh', ['segment/get', 'segment/list', 'person/list']);
  if (error) return <FaultNotice message={error.message} code={error.code} />;
  if (!data || !catalogue) return <Waiting shape="figures" />;
  const definition = data.definition as SegmentDefinition;
  const one = all.find((other) => other.id === id);
  const about = { kind: 'retention', who: { inSegment: id }, start: { event: '*' }, return: { event: '*' } };
  return (
    <>
      <PageHeader
        title={data.name}
        trail={<Link href="/segments">{say(text.back)}</Link>}
        sentence={
          'who' in definition ? (
            say(conditionWords(definition.who as Condition, 'person', namingOf(catalogue)))
          ) : (
            <>
              {say(text.point)} ·{' '}
              <Link href={addressOf(definition.question as unknown as Draft)}>{say(text.openQuestion)}</Link>
            </>
          )
        }
        actions={
          <>
            <LinkButton href={addressOf(about)}>{say(text.askAbout)}</LinkButton>
            <Button loading={refresh.isPending} onClick={() => refresh.mutate({ id })}>
              {say(text.refresh)}
            </Button>
            {'who' in definition && data.may !== 'view' && (
              <Button onClick={() => setEditing(true)}>{say(text.edit)}</Button>
            )}
            {one && <DefinitionMenu one={one} all={all} onGone={() => go('/segments')} />}
          </>
        }
      />
      <Figure name={say(text.size)} value={data.size} measure="count" />
      {data.trend.length > 1 && <Trend trend={data.trend} />}
      <Members id={id} catalogue={catalogue} />
      {editing && 'who' in definition && (
        <SegmentForm
          catalogue={catalogue}
          changed={{ ...data, who: definition.who as Condition }}
          onClose={() => setEditing(false)}
        />
      )}
    </>
  );
}

function Trend({ trend }: { trend: Output<'segment/get'>['trend'] }) {
  const say = useSay();
  const moments = useMoments();
  return (
    <Section title={say(text.trend)}>
      <LineChart
        label={say(text.trend)}
        height={200}
        measure="count"
        data={{
          places: trend.map(({ at }) => moments.at(at)),
          series: [{ key: 'size', name: say(text.size), values: trend.map(({ size }) => size) }],
        }}
      />
    </Section>
  );
}

function Members({ id, catalogue }: { id: string; catalogue: Catalogue }) {
  const say = useSay();
  const face = usePersonFace();
  const asked = { who: { inSegment: id }, limit: 200, ...(face && asksFor(face)) };
  const { data, error } = useOperation('person/list', asked, { enabled: face !== undefined });
  if (error) return <FaultNotice message={error.message} code={error.code} />;
  if (!data || !face) return <Waiting shape="table" />;
  return (
    <Section title={say(text.members)}>
      <PeopleTable people={data.people} face={face} catalogue={catalogue} label={say(text.members)} />
    </Section>
  );
}
