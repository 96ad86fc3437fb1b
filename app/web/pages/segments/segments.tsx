import { Button } from 'antd';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { DataTable, EmptyState, FaultNotice, PageHeader, useSay, useTell, Waiting } from '#lib/ui';
import type { SegmentDefinition } from '#loop/ask';
import { analysisTitle } from '#loop/ask/view';
import { type Condition, conditionWords, namingOf } from '#loop/condition';
import { useCatalogue } from '../../door/catalogue.ts';
import { useMoments } from '../../door/use-moments.ts';
import { useChange, useOperation } from '../../door/use-operation.ts';
import { NewSegment } from './new-segment.tsx';
import { text } from './text.ts';

/** The segments of the project. */
export default function SegmentsPage() {
  const say = useSay();
  const moments = useMoments();
  const tell = useTell();
  const [, go] = useLocation();
  const [creating, setCreating] = useState(false);
  const { data, error } = useOperation('segment/list', {});
  const catalogue = useCatalogue();
  const remove = useChange('segment/remove', ['segment/list']);
  if (error) return <FaultNotice message={error.message} code={error.code} />;
  if (!data || !catalogue) return <Waiting shape="table" />;
  const drop = async (id: string) => {
    await remove.mutateAsync({ id });
    tell(say(text.removed), () => remove.mutate({ id, removed: false }));
  };
  const create = (
    <Button type="primary" onClick={() => setCreating(true)}>
      {say(text.create)}
    </Button>
  );
  const defined = (definition: SegmentDefinition) =>
    'who' in definition
      ? say(conditionWords(definition.who as Condition, 'person', namingOf(catalogue)))
      : `${say(text.point)} · ${say(analysisTitle(definition.question.kind))}`;
  return (
    <>
      <PageHeader title={say(text.segments)} sentence={say(text.sentence)} actions={create} />
      <DataTable
        rows={data.segments}
        rowKey={({ id }) => id}
        label={say(text.segments)}
        onRow={({ id }) => go(`/segments/${id}`)}
        empty={
          <EmptyState picture="table" title={say(text.none)} action={create}>
            {say(text.noneHint)}
          </EmptyState>
        }
        columns={[
          { key: 'name', title: say(text.name), value: ({ name }) => name, width: 240 },
          { key: 'size', title: say(text.size), value: ({ size }) => size, measure: 'count' },
          {
            key: 'definition',
            title: say(text.definition),
            value: ({ definition }) => defined(definition as SegmentDefinition),
            width: 360,
          },
          { key: 'by', title: say(text.by), value: ({ createdBy }) => createdBy },
          {
            key: 'refreshed',
            title: say(text.refreshed),
            value: ({ refreshed }) => refreshed,
            render: ({ refreshed }) => refreshed && moments.ago(refreshed),
          },
          {
            key: 'remove',
            title: '',
            value: () => null,
            sortable: false,
            width: 88,
            render: ({ id }) => (
              <Button
                type="text"
                size="small"
                onClick={(event) => {
                  event.stopPropagation();
                  void drop(id);
                }}
              >
                {say(text.remove)}
              </Button>
            ),
          },
        ]}
      />
      {creating && <NewSegment catalogue={catalogue} onClose={() => setCreating(false)} />}
    </>
  );
}
