import { useMemo } from 'react';
import { useParams, useSearch } from 'wouter';
import { EmptyState, PageHeader, useSay, Waiting } from '#lib/ui';
import { analysisMenu, analysisTitle } from '#loop/ask/view';
import { useCatalogue } from '../../api/catalogue.ts';
import { useReach } from '../../api/reach.ts';
import { useSigned } from '../../api/session.tsx';
import { Asking } from './asking.tsx';
import './ask.css';
import { LinkButton } from '../../api/link-button.tsx';
import { Broken } from '../../frame/broken.tsx';
import { readQuestion } from '../../question/question-state.ts';
import { useFace } from '../../question/use-face.ts';
import { text } from './text.ts';

/** Conditions left, answer right, for any kind of analysis. */
export default function AskPage() {
  const say = useSay();
  const { kind = '' } = useParams<{ kind: string }>();
  const face = useFace(kind);
  const catalogue = useCatalogue();
  const { project } = useSigned();
  const reach = useReach();
  const search = useSearch();
  const calendar = useMemo(() => ({ ...project, now: new Date() }), [project]);
  if (face === null) return <EmptyState picture="search" title={`${say(text.unknownKind)}: ${kind}`} />;
  if (!face || !catalogue) return <Waiting shape="chart" />;
  return (
    <Broken place={search} instead={<WrongLink kind={kind} />}>
      {catalogue.events.length === 0 ? (
        <NothingYet kind={kind} search={search} />
      ) : (
        <Asking key={kind} kind={kind} face={face} catalogue={catalogue} calendar={calendar} reach={reach} />
      )}
    </Broken>
  );
}

/** For an address whose question cannot be read, or is none that this form can show. */
function WrongLink({ kind }: { kind: string }) {
  const say = useSay();
  return (
    <>
      <PageHeader title={say(analysisTitle(kind))} />
      <div role="alert">
        <EmptyState
          picture="search"
          title={say(text.wrongLink)}
          action={
            <LinkButton href={`/ask/${kind}`} type="primary">
              {say(text.startAnew)}
            </LinkButton>
          }
        >
          {say(text.wrongLinkHint)}
        </EmptyState>
      </div>
    </>
  );
}

/** For a project without events; an address that cannot be read is said all the same. */
function NothingYet({ kind, search }: { kind: string; search: string }) {
  const say = useSay();
  readQuestion(new URLSearchParams(search).get('q'), kind);
  return (
    <>
      <PageHeader title={say(analysisTitle(kind))} />
      <EmptyState
        picture={analysisMenu.find((one) => one.kind === kind)?.picture ?? 'line'}
        title={say(text.noData)}
        action={
          <LinkButton href="/collect/import" type="primary">
            {say(text.importFile)}
          </LinkButton>
        }
      >
        {say(text.noDataHint)}
      </EmptyState>
    </>
  );
}
