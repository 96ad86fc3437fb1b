import { Button } from 'antd';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { FaultNotice, formatFull, PageHeader, SearchInput, Section, useSay, Waiting } from '#lib/ui';
import type { SegmentDefinition } from '#loop/ask';
import type { Draft } from '#loop/ask/view';
import { type Catalogue, type Condition, conditionWords, namingOf } from '#loop/condition';
import { call, download, type Output } from '../../api/api.ts';
import { useCatalogue } from '../../api/catalogue.ts';
import { LinkButton } from '../../api/link-button.tsx';
import { useChange, useOperation } from '../../api/use-operation.ts';
import { DefinitionMenu } from '../../definitions/definition-menu.tsx';
import { useDefinitions } from '../../definitions/use-definitions.ts';
import { ExportPeople } from '../../people/export-people.tsx';
import { PeopleTable } from '../../people/people-table.tsx';
import { usePeoplePages } from '../../people/use-people-pages.ts';
import { asksFor, usePersonFace } from '../../people/use-person-face.ts';
import { addressOf } from '../../question/question-state.ts';
import { nameOf } from '../../question/text.ts';
import { Compare } from './compare.tsx';
import { Course } from './course.tsx';
import { SegmentForm } from './segment-form.tsx';
import { SegmentTitle } from './segment-title.tsx';
import './segments.css';
import { listedWords, text } from './text.ts';
import { UploadForm } from './upload-form.tsx';

type Segment = Output<'segment/get'>;

/** One segment: who is meant, how many over time, who came and left, and who they are. */
export default function SegmentPage() {
  const say = useSay();
  const { id = '' } = useParams<{ id: string }>();
  const { data, error } = useOperation('segment/get', { id });
  const catalogue = useCatalogue();
  const all = useDefinitions('segment').data?.definitions ?? [];
  const [, go] = useLocation();
  const [editing, setEditing] = useState(false);
  const refresh = useChange('segment/refresh', [
    'segment/get',
    'segment/list',
    'segment/changes',
    'segment/moved',
    'segment/overlap',
    'person/list',
  ]);
  if (error) return <FaultNotice message={error.message} code={error.code} />;
  if (!data || !catalogue) return <Waiting shape="figures" />;
  const definition = data.definition as SegmentDefinition;
  const one = all.find((other) => other.id === id);
  const about = { kind: 'retention', who: { inSegment: id }, start: { event: '*' }, return: { event: '*' } };
  const mayEdit = data.may !== 'view' && data.trashed === null;
  const change = 'list' in definition ? text.replaceList : text.edit;
  const close = () => setEditing(false);
  return (
    <>
      <PageHeader
        title={<SegmentTitle id={id} name={data.name} version={data.version} mayEdit={mayEdit} />}
        trail={<Link href="/segments">{say(text.back)}</Link>}
        sentence={<Meaning segment={data} definition={definition} catalogue={catalogue} />}
        actions={
          <>
            <LinkButton href={addressOf(about)}>{say(text.askAbout)}</LinkButton>
            <Button loading={refresh.isPending} onClick={() => refresh.mutate({ id })}>
              {say(text.refresh)}
            </Button>
            {!('question' in definition) && mayEdit && (
              <Button onClick={() => setEditing(true)}>{say(change)}</Button>
            )}
            {one && <DefinitionMenu one={one} all={all} onGone={() => go('/segments')} />}
          </>
        }
      />
      <Course segment={data} />
      <Compare segment={data} catalogue={catalogue} />
      <Members segment={data} catalogue={catalogue} />
      {editing && 'who' in definition && (
        <SegmentForm
          catalogue={catalogue}
          changed={{ ...data, who: definition.who as Condition }}
          onClose={close}
        />
      )}
      {editing && 'list' in definition && <UploadForm changed={data} onClose={close} />}
    </>
  );
}

interface MeaningProps {
  readonly segment: Segment;
  readonly definition: SegmentDefinition;
  readonly catalogue: Catalogue;
}

function Meaning({ segment, definition, catalogue }: MeaningProps) {
  const say = useSay();
  if ('who' in definition)
    return say(conditionWords(definition.who as Condition, 'person', namingOf(catalogue)));
  if ('list' in definition) return segment.listed && say(listedWords(segment.listed));
  const question = definition.question as unknown as Draft;
  return (
    <>
      <PointWords question={question} point={definition.point} /> ·{' '}
      <Link href={addressOf(question)}>{say(text.openQuestion)}</Link>
    </>
  );
}

function PointWords({ question, point }: { question: Draft; point: Record<string, unknown> }) {
  const say = useSay();
  const { data } = useOperation('ask/point', { question, point });
  if (!data) return say(text.point);
  return say(nameOf(data.title));
}

function Members({ segment, catalogue }: { segment: Segment; catalogue: Catalogue }) {
  const say = useSay();
  const face = usePersonFace();
  const [search, setSearch] = useState('');
  const who = { inSegment: segment.id };
  const asked = { who, ...(face && asksFor(face)), ...(search && { search }) };
  const { people, total, error, more } = usePeoplePages(
    ['person/list', asked],
    (at, signal) => call('person/list', { ...asked, ...at }, signal),
    face !== undefined,
  );
  if (error) return <FaultNotice message={error.message} code={error.code} />;
  if (!people || !face) return <Waiting shape="table" />;
  const count = formatFull(total ?? 0);
  return (
    <Section
      title={say(text.members)}
      note={say({ zh: `${count} 人`, en: `${count} people` })}
      actions={<ExportPeople onExport={(as) => void download('person/export', { ...asked, as })} />}
    >
      <PeopleTable
        people={people}
        face={face}
        catalogue={catalogue}
        label={say(text.members)}
        toolbar={
          <SearchInput
            value={search}
            onChange={setSearch}
            placeholder={say(text.search)}
            aria-label={say(text.search)}
          />
        }
        onEnd={more}
      />
    </Section>
  );
}
