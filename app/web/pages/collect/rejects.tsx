import { Button } from 'antd';
import { DataTable, EmptyState, FaultNotice, formatFull, PageHeader, useSay, Waiting } from '#lib/ui';
import { download } from '../../api/api.ts';
import { useMoments } from '../../api/use-moments.ts';
import { useOperation } from '../../api/use-operation.ts';
import './collect.css';
import { text } from './text.ts';
import { useSourceName } from './use-source-name.ts';

const MOST = 1000;

/** What could not be taken in, and why. */
export default function RejectsPage() {
  const say = useSay();
  const moments = useMoments();
  const nameOf = useSourceName();
  const { data, error } = useOperation('reject/list', { limit: MOST });
  if (error) return <FaultNotice message={error.message} code={error.code} />;
  if (!data) return <Waiting shape="table" />;
  return (
    <>
      <PageHeader
        title={say(text.rejects)}
        sentence={say(text.rejectsSentence)}
        actions={
          data.rejects.length > 0 && (
            <Button onClick={() => void download('reject/download', {})}>{say(text.download)}</Button>
          )
        }
      />
      <div className="collect-reasons">
        {data.reasons.map(({ reason, words, times }) => (
          <div key={reason}>
            <span className="ui-ellipsis" title={say(words)}>
              {say(words)}
            </span>
            <strong>{formatFull(times)}</strong>
          </div>
        ))}
      </div>
      <DataTable
        rows={data.rejects.map((reject, place) => ({ reject, place }))}
        rowKey={({ place }) => String(place)}
        label={say(text.rejects)}
        maxHeight={window.innerHeight - 320}
        empty={
          <EmptyState picture="inbox" title={say(text.noRejects)}>
            {say(text.noRejectsHint)}
          </EmptyState>
        }
        columns={[
          {
            key: 'received',
            title: say(text.received),
            value: ({ reject }) => reject.received,
            render: ({ reject }) => moments.at(reject.received),
            width: 184,
          },
          { key: 'reason', title: say(text.reason), value: ({ reject }) => say(reject.words), width: 280 },
          {
            key: 'source',
            title: say(text.source),
            value: ({ reject }) => nameOf(reject.source),
            width: 150,
          },
          {
            key: 'line',
            title: say(text.line),
            value: ({ reject }) => Number(reject.line) || null,
            measure: 'count',
            width: 90,
          },
          {
            key: 'times',
            title: say(text.times),
            value: ({ reject }) => reject.times,
            measure: 'count',
            width: 90,
          },
          {
            key: 'raw',
            title: say(text.raw),
            value: ({ reject }) => reject.raw,
            sortable: false,
            width: 360,
          },
        ]}
      />
    </>
  );
}
