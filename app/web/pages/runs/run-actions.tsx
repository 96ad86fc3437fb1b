import { Button, Popconfirm } from 'antd';
import { FaultNotice, useSay } from '#lib/ui';
import { useSigned } from '../../api/session.tsx';
import { useChange } from '../../api/use-operation.ts';
import { isUnderway, mayRetry, type Run } from './run.ts';
import { text } from './text.ts';

/** Cancel what waits or runs, run again what did not come to its end; for those who may. */
export function RunActions({ run }: { run: Run }) {
  const say = useSay();
  const { role } = useSigned().project;
  const cancel = useChange('run/cancel', ['run/list', 'run/get']);
  const retry = useChange('run/retry', ['run/list', 'run/get']);
  if (role === 'viewer') return null;
  const error = cancel.error ?? retry.error;
  return (
    <>
      {isUnderway(run) && (
        <Popconfirm
          title={say(text.cancelAsk)}
          okText={say(text.cancel)}
          cancelText={say(text.keep)}
          onConfirm={() => cancel.mutate({ id: run.id })}
        >
          <Button size="small" loading={cancel.isPending}>
            {say(text.cancel)}
          </Button>
        </Popconfirm>
      )}
      {mayRetry(run) && (
        <Button size="small" loading={retry.isPending} onClick={() => retry.mutate({ id: run.id })}>
          {say(text.retry)}
        </Button>
      )}
      {error && <FaultNotice message={error.message} code={error.code} />}
    </>
  );
}
