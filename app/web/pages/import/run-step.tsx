import { useQueryClient } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import { useEffect } from 'react';
import { FaultNotice, formatDuration, formatFull, Section, useLanguage, useSay, Waiting } from '#lib/ui';
import { importStates } from '#loop/collect/view';
import type { Output } from '../../door/api.ts';
import { LinkButton } from '../../door/link-button.tsx';
import { useChange, useOperation } from '../../door/use-operation.ts';
import { Count } from './count.tsx';
import { text } from './text.ts';

type Run = Output<'file/run'>;

interface Props {
  readonly id: string;
  /** Whether the file had come before and nothing was added. */
  readonly before: boolean;
  readonly onMore: () => void;
}

/** The third step: how far it is, and where it leads. */
export function RunStep({ id, before, onMore }: Props) {
  const { data, error } = useOperation('file/run', { id }, { refetchInterval: 700 });
  const client = useQueryClient();
  const state = data?.state;
  useEffect(() => {
    if (state !== undefined && state !== 'running')
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'file/run' });
  }, [state, client]);
  if (error) return <FaultNotice message={error.message} code={error.code} />;
  if (!data) return <Waiting shape="figures" />;
  return data.state === 'running' ? (
    <Running run={data} />
  ) : (
    <Ended run={data} before={before} onMore={onMore} />
  );
}

function Running({ run }: { run: Run }) {
  const say = useSay();
  const language = useLanguage();
  const cancel = useChange('file/cancel', ['file/run', 'file/runs']);
  const left = run.secondsLeft === null ? '' : ` · ≈ ${formatDuration(run.secondsLeft, language)}`;
  return (
    <Section title={`${say(text.running)} ${run.file}`} note={say(text.runningHint)} paper>
      <div className="import-sending" role="status">
        <Progress percent={Math.round(run.share * 100)} showInfo={false} aria-label={say(text.running)} />
        <div>
          <span className="ui-muted">{`${formatFull(run.rows)} ${say(text.rows)}${left}`}</span>
          <Button size="small" loading={cancel.isPending} onClick={() => cancel.mutate({ id: run.id })}>
            {say(text.cancel)}
          </Button>
        </div>
      </div>
    </Section>
  );
}

function Ended({ run, before, onMore }: { run: Run; before: boolean; onMore: () => void }) {
  const say = useSay();
  const good = run.state === 'done';
  const title = !good
    ? run.state === 'failed'
      ? text.failed
      : run.state === 'cancelled'
        ? text.cancelled
        : importStates[run.state]
    : before
      ? text.nothingNew
      : text.done;
  return (
    <Section title={say(title)} note={run.file} paper>
      {run.fault && <FaultNotice message={say(run.fault.words)} code={run.fault.code} />}
      <div className="import-figures">
        <Count name={say(text.rows)} value={run.rows} />
        <Count name={say(text.left)} value={run.rejected} />
      </div>
      <div className="import-next">
        {good && (
          <LinkButton href="/ask/retention" type="primary">
            {say(text.seeWhoStays)}
          </LinkButton>
        )}
        {run.rejected > 0 && <LinkButton href="/collect/rejects">{say(text.seeRejects)}</LinkButton>}
        <Button onClick={onMore}>{say(text.more)}</Button>
      </div>
    </Section>
  );
}
