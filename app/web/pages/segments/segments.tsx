import { Button } from 'antd';
import { useState } from 'react';
import { EmptyState, PageHeader, useSay, Waiting } from '#lib/ui';
import { useCatalogue } from '../../api/catalogue.ts';
import { useMoments } from '../../api/use-moments.ts';
import { useOperation } from '../../api/use-operation.ts';
import { DefinitionList } from '../../definitions/definition-list.tsx';
import { SegmentForm } from './segment-form.tsx';
import { text } from './text.ts';
import { UploadForm } from './upload-form.tsx';

/** The segments of the project. */
export default function SegmentsPage() {
  const say = useSay();
  const moments = useMoments();
  const [making, setMaking] = useState<'conditions' | 'list'>();
  const catalogue = useCatalogue();
  const sized = useOperation('segment/list', {}).data?.segments;
  if (!catalogue) return <Waiting shape="table" />;
  const stateOf = (id: string) => sized?.find((one) => one.id === id);
  const close = () => setMaking(undefined);
  const create = (
    <div className="ui-actions">
      <Button onClick={() => setMaking('list')}>{say(text.upload)}</Button>
      <Button type="primary" onClick={() => setMaking('conditions')}>
        {say(text.create)}
      </Button>
    </div>
  );
  return (
    <>
      <PageHeader title={say(text.segments)} sentence={say(text.sentence)} actions={create} />
      <DefinitionList
        kind="segment"
        label={say(text.segments)}
        columns={[
          {
            key: 'size',
            title: say(text.size),
            value: ({ id }) => stateOf(id)?.size ?? null,
            measure: 'count',
            width: 88,
          },
          {
            key: 'definition',
            title: say(text.definition),
            value: ({ about }) => (about ? say(about) : null),
            width: 216,
          },
          {
            key: 'refreshed',
            title: say(text.refreshed),
            value: ({ id }) => stateOf(id)?.refreshed ?? null,
            width: 112,
            render: ({ id }) => {
              const refreshed = stateOf(id)?.refreshed;
              return refreshed && moments.ago(refreshed);
            },
          },
        ]}
        empty={
          <EmptyState picture="table" title={say(text.none)} action={create}>
            {say(text.noneHint)}
          </EmptyState>
        }
      />
      {making === 'conditions' && <SegmentForm catalogue={catalogue} onClose={close} />}
      {making === 'list' && <UploadForm onClose={close} />}
    </>
  );
}
