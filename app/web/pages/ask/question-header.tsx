import { EditOutlined, ReloadOutlined } from '@ant-design/icons';
import { hashKey } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { FaultNotice, PageHeader, useSay } from '#lib/ui';
import type { Draft } from '#loop/ask/view';
import { analysisTitle } from '#loop/ask/view';
import type { Output } from '../../api/api.ts';
import { useMoments } from '../../api/use-moments.ts';
import { useOperation } from '../../api/use-operation.ts';
import { DefinitionMenu } from '../../definitions/definition-menu.tsx';
import { useDefinitionChange, useDefinitions } from '../../definitions/use-definitions.ts';
import { addressOf, type Saved } from '../../question/question-state.ts';
import { InPlace } from './in-place.tsx';
import { type Kept, questionOf } from './kept-question.ts';
import { text } from './text.ts';

interface Props {
  readonly draft: Draft;
  readonly chart: string | undefined;
  readonly saved: Saved | undefined;
  readonly onSaved: (draft: Draft, saved: Saved) => void;
  /** When the answer in sight was computed. */
  readonly computed: string | undefined;
  readonly onRefresh: () => void;
  /** What can be done, given what is kept and whether that is what is shown. */
  readonly actions: (kept: Output<'definition/get'> | undefined, changed: boolean) => ReactNode;
}

/** The head of a question: what it is called, what it is for, whose it is, and how old its answer. */
export function QuestionHeader({ draft, chart, saved, onSaved, computed, onRefresh, actions }: Props) {
  const say = useSay();
  const { data, error } = useOperation('definition/get', { id: saved?.id ?? '' }, { enabled: !!saved });
  const kept = saved && data;
  const title = say(analysisTitle(draft.kind));
  const before = kept && questionOf(kept.body as Kept);
  const changed = !before || hashKey([before.question, before.chart]) !== hashKey([draft, chart]);
  const age = <AnswerAge computed={computed} onRefresh={onRefresh} />;
  if (!kept)
    return (
      <>
        <PageHeader title={title} sentence={age} actions={actions(undefined, true)} />
        {saved && error && <FaultNotice message={error.message} code={error.code} />}
      </>
    );
  return (
    <PageHeader
      trail={
        <>
          <Link href="/questions">{say(text.savedQuestions)}</Link> · {title}
        </>
      }
      title={<Name kept={kept} draft={draft} onSaved={onSaved} />}
      sentence={
        <span className="ask-about">
          <Description kept={kept} draft={draft} onSaved={onSaved} />
          <span>
            <Owner kept={kept} />
            {age}
          </span>
          {changed && <Unsaved kept={kept} />}
        </span>
      }
      actions={actions(kept, changed)}
    />
  );
}

interface KeptProps {
  readonly kept: Output<'definition/get'>;
  readonly draft: Draft;
  readonly onSaved: Props['onSaved'];
}

/** The name, changed in place; with everything else that can be done with what is kept. */
function Name({ kept, draft, onSaved }: KeptProps) {
  const say = useSay();
  const [, go] = useLocation();
  const all = useDefinitions('question').data?.definitions ?? [];
  const change = useDefinitionChange('definition/save');
  const { id, name, version, may } = kept;
  const rename = async (next: string) => {
    const renamed = await change.mutateAsync({ id, version, name: next });
    onSaved(draft, { id, version: renamed.version });
  };
  return (
    <span className="ask-title">
      {may === 'view' ? (
        name
      ) : (
        <InPlace
          value={name}
          label={say(text.rename)}
          most={120}
          icon={<EditOutlined />}
          onChange={rename}
          needed
        />
      )}
      <DefinitionMenu one={kept} all={all} onGone={() => go('/questions')} />
    </span>
  );
}

/** What the question is for, in the words of who keeps it. */
function Description({ kept, draft, onSaved }: KeptProps) {
  const say = useSay();
  const change = useDefinitionChange('definition/save');
  const { id, version, may } = kept;
  const { description = '', ...rest } = kept.body as Kept;
  const describe = async (next: string) => {
    const body = { ...rest, ...(next && { description: next }) };
    const described = await change.mutateAsync({ id, version, body });
    onSaved(draft, { id, version: described.version });
  };
  if (may === 'view') return description ? <span>{description}</span> : null;
  return (
    <InPlace
      value={description}
      label={say(text.describe)}
      placeholder={say(text.describe)}
      most={300}
      onChange={describe}
    />
  );
}

function Owner({ kept: { owner, changed, changedBy } }: Pick<KeptProps, 'kept'>) {
  const say = useSay();
  const moments = useMoments();
  return (
    <>
      {`${say(text.by_)} ${owner} · `}
      <span
        title={`${moments.at(changed)} ${changedBy}`}
      >{`${say(text.changed)} ${moments.ago(changed)}`}</span>
      {' · '}
    </>
  );
}

/** What is shown is not what is kept; and the way back. */
function Unsaved({ kept }: Pick<KeptProps, 'kept'>) {
  const say = useSay();
  const [, go] = useLocation();
  const { question, chart } = questionOf(kept.body as Kept);
  const back = () => go(addressOf(question, kept, chart), { replace: true });
  return (
    <span className="ask-unsaved" role="status">
      {say(text.unsaved)}
      <button type="button" className="ui-plain" onClick={back}>
        {say(text.discard)}
      </button>
    </span>
  );
}

/** When the answer was computed, and the way to a newer one. */
function AnswerAge({ computed, onRefresh }: { computed: string | undefined; onRefresh: () => void }) {
  const say = useSay();
  const moments = useMoments();
  if (!computed) return null;
  return (
    <>
      <span title={moments.at(computed)}>{`${say(text.computed)} ${moments.at(computed)}`}</span>
      <Button
        type="text"
        size="small"
        icon={<ReloadOutlined />}
        aria-label={say(text.refresh)}
        title={say(text.refresh)}
        onClick={onRefresh}
      />
    </>
  );
}
