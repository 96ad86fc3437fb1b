import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { FaultNotice, formatFull, useSay } from '#lib/ui';
import { useOperation } from '../../api/use-operation.ts';
import { text } from './text.ts';

/** How far the demo company is; when it is there, everything is asked anew. */
export function DemoProgress({ onRetry }: { onRetry?: () => void }) {
  const say = useSay();
  const client = useQueryClient();
  const { data } = useOperation('demo/state', {}, { refetchInterval: 500, staleTime: 0 });
  const done = data?.state === 'done';
  useEffect(() => {
    if (done) void client.invalidateQueries();
  }, [done, client]);
  if (!data) return null;
  if (data.state === 'failed')
    return <FaultNotice message={say(text.failed)} code="demo.failed" onRetry={onRetry} />;
  return (
    <div className="home-progress">
      <progress value={data.done} max={data.people || 1} aria-label={say(text.loading)} />
      <span className="ui-muted" role="status">
        {say(text.loading)} · {formatFull(data.done)} / {formatFull(data.people)} {say(text.people)}
      </span>
    </div>
  );
}
