import { Button, Popconfirm } from 'antd';
import { DataTable, Section, useSay } from '#lib/ui';
import { importStates } from '#loop/collect/view';
import type { Output } from '../../api/api.ts';
import { useMoments } from '../../api/use-moments.ts';
import { useChange, useOperation } from '../../api/use-operation.ts';
import { text } from './text.ts';

type Run = Output<'file/runs'>['runs'][number];

/** What was imported so far; each can be taken back. */
export function PastImports({ onOpen }: { onOpen: (run: Run) => void }) {
  const say = useSay();
  const moments = useMoments();
  const { data } = useOperation('file/runs', {}, { refetchInterval: 3000 });
  const remove = useChange('file/remove-run', ['file/runs', 'event/list']);
  if (!data || data.runs.length === 0) return null;
  return (
    <Section title={say(text.past)}>
      <DataTable
        rows={data.runs}
        rowKey={({ id }) => id}
        label={say(text.past)}
        onRow={(run) => run.state === 'running' && onOpen(run)}
        columns={[
          { key: 'file', title: say(text.file), value: ({ file }) => file, width: 260 },
          {
            key: 'state',
            title: say(text.state),
            value: ({ state }) => say(importStates[state]),
            width: 110,
          },
          { key: 'rows', title: say(text.rows), value: ({ rows }) => rows, measure: 'count' },
          { key: 'left', title: say(text.left), value: ({ rejected }) => rejected, measure: 'count' },
          {
            key: 'started',
            title: say(text.started),
            value: ({ started }) => started,
            render: ({ started }) => moments.at(started),
            width: 170,
          },
          { key: 'who', title: say(text.who), value: ({ who }) => who, width: 160 },
          {
            key: 'undo',
            title: '',
            value: () => null,
            sortable: false,
            width: 110,
            render: ({ id, state }) =>
              state === 'running' || state === 'removing' || state === 'removed' ? null : (
                <Popconfirm
                  title={say(text.undoAsk)}
                  okText={say(text.undo)}
                  cancelText={say(text.cancel)}
                  onConfirm={() => remove.mutate({ id })}
                >
                  <Button size="small">{say(text.undo)}</Button>
                </Popconfirm>
              ),
          },
        ]}
      />
    </Section>
  );
}
