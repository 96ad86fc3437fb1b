import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import { FaultNotice, PageHeader, Section, Split, useSay, Waiting } from '#lib/ui';
import type { Face } from '#loop/ask/view';
import type { Calendar, Catalogue } from '#loop/condition';
import { type ApiFault, call, type Output } from '../../door/api.ts';
import { AnswerTable } from './answer-table.tsx';
import { type CommonDraft, NarrowFields, SpanFields } from './common-fields.tsx';
import { PeopleDrawer, type Point } from './people-drawer.tsx';
import { askable, type Draft, useQuestion } from './question-state.ts';
import { kindTitles, text } from './text.ts';
import { Toolbar } from './toolbar.tsx';

interface Props {
  readonly kind: string;
  readonly face: Face<never, never, never>;
  readonly catalogue: Catalogue;
  readonly calendar: Calendar;
}

/** A question being written and its answer, which follows every change. */
export function Asking({ kind, face, catalogue, calendar }: Props) {
  const say = useSay();
  const { draft, savedId, set } = useQuestion(kind, face.start, catalogue);
  const question = askable(draft);
  const picture = useRef<HTMLDivElement>(null);
  const { data, error, isFetching, refetch } = useQuery<Output<'ask'>, ApiFault>({
    queryKey: ['ask', question],
    queryFn: ({ signal }) => call('ask', question, signal),
    placeholderData: (before) => (before?.question.kind === kind ? before : undefined),
    retry: false,
  });
  const change = (members: CommonDraft) => set({ ...draft, ...members });
  const { Builder } = face as unknown as Face<Draft, unknown, Record<string, unknown>>;
  const title = say(kindTitles[kind] ?? { zh: kind, en: kind });
  const span = <SpanFields draft={draft as CommonDraft} onChange={change} calendar={calendar} />;
  return (
    <>
      <PageHeader
        title={title}
        actions={
          <Toolbar draft={draft} question={question} savedId={savedId} onSaved={set} picture={picture} />
        }
      />
      <Split
        sideLabel={say(text.conditions)}
        summary={data ? say(data.headline) : title}
        side={
          <>
            <Builder question={draft} onChange={set} catalogue={catalogue} />
            <NarrowFields draft={draft as CommonDraft} onChange={change} catalogue={catalogue} />
          </>
        }
      >
        {span}
        {error && <FaultNotice message={error.message} code={error.code} onRetry={() => void refetch()} />}
        {!data && !error && <Waiting shape="chart" />}
        {data && !error && (
          <div
            className={isFetching ? 'ask-answer ask-stale' : 'ask-answer'}
            aria-busy={isFetching}
            ref={picture}
          >
            <Answer face={face} data={data} question={question} catalogue={catalogue} />
          </div>
        )}
      </Split>
    </>
  );
}

interface AnswerProps {
  readonly face: Face<never, never, never>;
  readonly data: Output<'ask'>;
  readonly question: Draft;
  readonly catalogue: Catalogue;
}

function Answer({ face, data, question, catalogue }: AnswerProps): ReactNode {
  const say = useSay();
  const [at, setAt] = useState<Point>();
  const { Result } = face as unknown as Face<unknown, unknown, Record<string, unknown>>;
  return (
    <>
      <h2 className="ask-headline">{say(data.headline)}</h2>
      <Result
        question={data.question}
        answer={data.answer}
        before={data.before}
        catalogue={catalogue}
        onPoint={(point, title, options) => setAt({ point, title, before: options?.before ?? false })}
      />
      <Section title={say(text.table)}>
        <AnswerTable table={data.table} />
      </Section>
      <Section title={say(text.howCounted)}>
        <p className="ask-definition">{say(data.definition)}</p>
      </Section>
      {at && <PeopleDrawer question={question} at={at} onClose={() => setAt(undefined)} />}
    </>
  );
}
