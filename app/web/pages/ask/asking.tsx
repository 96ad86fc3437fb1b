import { Button } from 'antd';
import { type ReactNode, useCallback, useRef, useState } from 'react';
import type { Words } from '#lib/core';
import { EmptyState, FaultNotice, Section, Split, useSay, Waiting } from '#lib/ui';
import type { Draft } from '#loop/ask/view';
import { type AnyFace, analysisMenu, analysisTitle } from '#loop/ask/view';
import type { Calendar, Catalogue } from '#loop/condition';
import type { Output } from '../../api/api.ts';
import type { Reach } from '../../api/reach.ts';
import { PeopleDrawer, type Point } from '../../question/people-drawer.tsx';
import { askable, useQuestion } from '../../question/question-state.ts';
import { Remarks } from '../../question/remarks.tsx';
import { AnswerTable } from './answer-table.tsx';
import { Picture } from './chosen-picture.tsx';
import { type CommonDraft, NarrowFields, SpanFields } from './common-fields.tsx';
import { QuestionHeader } from './question-header.tsx';
import { fromEvents, text } from './text.ts';
import { Toolbar } from './toolbar.tsx';
import { useAnswer } from './use-answer.ts';

interface Props {
  readonly kind: string;
  readonly face: AnyFace;
  readonly catalogue: Catalogue;
  readonly calendar: Calendar;
  readonly reach: Reach | undefined;
}

/** How many periods a first question looks at where data is a piece of history. */
const FIRST_PERIODS = { hour: 24, day: 30, week: 12, month: 12, quarter: 8, year: 5 } as const;

/** A question being written and its answer, which follows every change. */
export function Asking({ kind, face, catalogue, calendar, reach }: Props) {
  const say = useSay();
  const start = useCallback(
    (names: Catalogue) => ({
      ...face.start(names),
      ...(reach &&
        !reach.live && { unit: reach.unit, span: reach.last(FIRST_PERIODS[reach.unit], reach.unit) }),
    }),
    [face, reach],
  );
  const { draft, saved, chart, set, setChart } = useQuestion(kind, start, catalogue);
  const question = askable(draft);
  const picture = useRef<HTMLDivElement>(null);
  const { data, shown, error, isFetching, refetch, cancel } = useAnswer(question);
  const change = (members: CommonDraft) => set({ ...draft, ...members });
  const { Builder } = face;
  const title = say(analysisTitle(kind));
  const span = <SpanFields draft={draft as CommonDraft} onChange={change} calendar={calendar} />;
  return (
    <>
      <QuestionHeader
        draft={draft}
        chart={chart}
        saved={saved}
        onSaved={set}
        computed={data?.computed}
        onRefresh={refetch}
        actions={(kept, changed) => (
          <Toolbar
            draft={draft}
            chart={chart}
            question={question}
            saved={saved}
            kept={kept}
            changed={changed}
            onSaved={set}
            picture={picture}
          />
        )}
      />
      <Split
        sideLabel={say(text.conditions)}
        summary={face.conditions ? say(face.conditions(draft, catalogue)) : title}
        side={
          <>
            <Builder question={draft} onChange={set} catalogue={catalogue} />
            <NarrowFields
              draft={draft as CommonDraft}
              question={question}
              onChange={change}
              catalogue={catalogue}
            />
          </>
        }
      >
        {span}
        {error && <FaultNotice message={error.message} code={error.code} onRetry={refetch} />}
        {isFetching && !data && (
          <Waiting key={JSON.stringify(question)} shape={shown ? undefined : 'chart'} onCancel={cancel} />
        )}
        {!isFetching && !shown && !error && <Stopped onAgain={refetch} />}
        {shown && (
          <div
            className={data ? 'ask-answer' : 'ask-answer ask-stale'}
            aria-busy={isFetching}
            inert={!data}
            ref={picture}
          >
            <Answer
              face={face}
              data={shown}
              question={question}
              catalogue={catalogue}
              chart={chart}
              onChart={setChart}
            />
          </div>
        )}
      </Split>
    </>
  );
}

/** After a cancelled question: nothing was lost but the answer. */
function Stopped({ onAgain }: { onAgain: () => void }) {
  const say = useSay();
  return (
    <EmptyState
      picture="line"
      title={say(text.stopped)}
      action={<Button onClick={onAgain}>{say(text.again)}</Button>}
    />
  );
}

interface AnswerProps {
  readonly face: AnyFace;
  readonly data: Output<'ask'>;
  readonly question: Draft;
  readonly catalogue: Catalogue;
  readonly chart: string | undefined;
  readonly onChart: (chart: string | undefined) => void;
}

function Answer({ face, data, question, catalogue, chart, onChart }: AnswerProps): ReactNode {
  const say = useSay();
  const [at, setAt] = useState<Point>();
  const open = (point: Point['point'], title: string, options?: { before?: boolean | number }) =>
    setAt({ point, title, before: options?.before ?? false });
  const { Result } = face;
  return (
    <>
      <h2 className="ask-headline">{say(data.headline)}</h2>
      <Remarks of={data.remarks} />
      <Picture
        table={data.table}
        sort={analysisMenu.find((one) => one.kind === question.kind)?.picture}
        chart={chart}
        onChart={onChart}
        onPoint={open}
        own={
          <Result
            question={data.question}
            answer={data.answer}
            before={data.before}
            comparedWith={data.comparedWith}
            further={data.further}
            catalogue={catalogue}
            onPoint={open}
          />
        }
      />
      <div className="ask-numbers">
        <Section title={say(text.table)}>
          <AnswerTable table={data.table} onPoint={open} />
        </Section>
      </div>
      <Section title={say(text.howCounted)}>
        <p className="ask-definition">{say(data.definition)}</p>
        <ReadFrom {...data.readFrom} />
      </Section>
      {at && <PeopleDrawer question={question} at={at} onClose={() => setAt(undefined)} />}
    </>
  );
}

/** Whether the answer was read from the index of people by day, and where not, why not. */
function ReadFrom({ index, why }: { index: boolean; why?: Words }) {
  const say = useSay();
  if (index) return <p className="ui-muted">{say(text.fromIndex)}</p>;
  return why ? <p className="ui-muted">{say(fromEvents(why))}</p> : null;
}
