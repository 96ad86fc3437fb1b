import { CheckCircleFilled, ExclamationCircleFilled } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import { useEffect } from 'react';
import type { Words } from '#lib/core';
import { FaultNotice, formatDuration, formatFull, Section, useLanguage, useSay, Waiting } from '#lib/ui';
import { importStates } from '#loop/collect/view';
import type { Output } from '../../api/api.ts';
import { LinkButton } from '../../api/link-button.tsx';
import { useChange, useOperation } from '../../api/use-operation.ts';
import { Count } from './count.tsx';
import { FirstAnswer, Told, WayOn } from './first-answer.tsx';
import { filled, type Loss, lossOf } from './loss.ts';
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
  const loss = good && !before ? lossOf(run) : 'none';
  const arrived = good && loss !== 'all';
  return (
    <>
      <Section title={run.file} paper>
        <p className="import-verdict" role="status">
          {arrived && loss !== 'most' ? (
            <CheckCircleFilled className="import-well" aria-hidden />
          ) : (
            <ExclamationCircleFilled className="import-badly" aria-hidden />
          )}
          <strong>{filled(say(verdictOf(run, before, loss)), run)}</strong>
        </p>
        {run.fault && <FaultNotice message={say(run.fault.words)} code={run.fault.code} />}
        {arrived && <Told run={run} />}
        <div className="import-figures">
          <Count name={say(text.rows)} value={run.rows} />
          {run.tellsOfEvents && <Count name={say(text.events)} value={run.events} />}
          {run.known > 0 && <Count name={say(text.known)} value={run.known} />}
          <Count name={say(text.left)} value={run.rejected} />
          {run.reasons.length > 0 && <Reasons run={run} />}
        </div>
        <div className="import-next">
          {arrived && <WayOn run={run} type={loss === 'most' ? 'default' : 'primary'} />}
          {run.rejected > 0 && (
            <LinkButton href="/collect/rejects" type={arrived && loss !== 'most' ? 'default' : 'primary'}>
              {say(text.seeRejects)}
            </LinkButton>
          )}
          <Button onClick={onMore}>{say(text.more)}</Button>
        </div>
      </Section>
      {arrived && <FirstAnswer run={run} />}
    </>
  );
}

function verdictOf({ state, rows }: Run, before: boolean, loss: Loss): Words {
  if (state === 'failed') return text.failed;
  if (state === 'cancelled') return text.cancelled;
  if (state !== 'done') return importStates[state];
  if (before) return text.nothingNew;
  const verdicts: Record<Loss, Words> = {
    none: text.done,
    some: text.done,
    most: text.mostWereLost,
    all: rows === 0 ? text.done : text.allWereLost,
  };
  return verdicts[loss];
}

/** Why rows were left out, and on which lines. */
function Reasons({ run }: { run: Run }) {
  const say = useSay();
  return (
    <ul className="import-reasons">
      {run.reasons.slice(0, 5).map(({ reason, words, times, lines }) => (
        <li key={reason}>
          {`${formatFull(times)} × ${say(words)}`}
          <span className="ui-muted">
            {` · ${say(text.lines).replace('{lines}', lines.join(say(text.between)))}${times > lines.length ? ' …' : ''}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
