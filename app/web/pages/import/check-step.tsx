import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import { FaultNotice, Section, useSay, Waiting } from '#lib/ui';
import type { Output } from '../../door/api.ts';
import { useMoments } from '../../door/use-moments.ts';
import { useChange, useOperation } from '../../door/use-operation.ts';
import { ColumnTable, type Mapping, type Proposal } from './column-table.tsx';
import { Outcome } from './outcome.tsx';
import { RowSentence } from './row-sentence.tsx';
import { text } from './text.ts';

interface Props {
  readonly file: string;
  readonly onStart: (run: Output<'file/import'>) => void;
  readonly onBack: () => void;
}

/** The second step: what the columns are. */
export function CheckStep({ file, onStart, onBack }: Props) {
  const [layout, setLayout] = useState<Partial<Proposal['layout']>>({});
  const { data, error } = useOperation(
    'file/propose',
    { file, layout },
    { staleTime: Number.POSITIVE_INFINITY },
  );
  const say = useSay();
  if (error)
    return (
      <>
        <FaultNotice message={error.message} code={error.code} />
        <Button onClick={onBack}>{say(text.another)}</Button>
      </>
    );
  if (!data) return <Waiting shape="table" />;
  const key = JSON.stringify(layout);
  return (
    <Check
      key={key}
      proposal={data}
      onLayout={(next) => setLayout({ ...layout, ...next })}
      onStart={onStart}
      onBack={onBack}
    />
  );
}

interface CheckProps extends Omit<Props, 'file'> {
  readonly proposal: Proposal;
  readonly onLayout: (layout: Partial<Proposal['layout']>) => void;
}

function Check({ proposal, onLayout, onStart, onBack }: CheckProps) {
  const say = useSay();
  const moments = useMoments();
  const [mapping, setMapping] = useState<Mapping>(proposal.mapping);
  const settled = useSettled(mapping);
  const start = useChange('file/import', ['file/runs']);
  const before = proposal.before.filter(({ state }) => state === 'done');
  const file = proposal.file.id;
  const send = (again: boolean) =>
    start.mutate({ file, layout: proposal.layout, mapping, again }, { onSuccess: onStart });
  const otherwise = start.error?.code === 'file.imported-otherwise';
  return (
    <>
      {before.length > 0 && (
        <Alert
          type="info"
          showIcon
          className="import-before"
          title={`${say(text.before)} · ${before.map(({ started }) => moments.at(started)).join(' · ')}`}
          description={say(text.beforeHint)}
        />
      )}
      <Section
        title={proposal.file.name}
        actions={<Button onClick={onBack}>{say(text.another)}</Button>}
        paper
      >
        <RowSentence proposal={proposal} mapping={mapping} onMapping={setMapping} onLayout={onLayout} />
        <ColumnTable proposal={proposal} mapping={mapping} onChange={setMapping} />
      </Section>
      <Outcome file={file} layout={proposal.layout} mapping={settled} />
      {start.error && <FaultNotice message={start.error.message} code={start.error.code} />}
      <div className="import-go">
        <Button type="primary" size="large" loading={start.isPending} onClick={() => send(otherwise)}>
          {say(otherwise ? text.importAgain : text.import)}
        </Button>
      </div>
    </>
  );
}

/** A value that has stood still for a moment. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), 400);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
