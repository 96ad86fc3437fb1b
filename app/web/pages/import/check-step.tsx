import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import { FaultNotice, Section, useSay, Waiting } from '#lib/ui';
import type { Output } from '../../api/api.ts';
import { useMoments } from '../../api/use-moments.ts';
import { useChange, useOperation } from '../../api/use-operation.ts';
import { type Mapping, type Proposal, WarehouseTable } from './column-table.tsx';
import { lossOf } from './loss.ts';
import { Outcome } from './outcome.tsx';
import { isOpen, Questions, type Wishes } from './questions.tsx';
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
  const [wishes, setWishes] = useState<Wishes>({});
  const { data, error } = useOperation(
    'file/propose',
    { file, layout, wishes },
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
  const key = JSON.stringify([layout, wishes]);
  return (
    <Check
      key={key}
      proposal={data}
      wishes={wishes}
      onLayout={(next) => setLayout({ ...layout, ...next })}
      onWishes={(next) => setWishes({ ...wishes, ...next })}
      onStart={onStart}
      onBack={onBack}
    />
  );
}

interface CheckProps extends Omit<Props, 'file'> {
  readonly proposal: Proposal;
  readonly wishes: Wishes;
  readonly onLayout: (layout: Partial<Proposal['layout']>) => void;
  readonly onWishes: (wishes: Wishes) => void;
}

function Check({ proposal, wishes, onLayout, onWishes, onStart, onBack }: CheckProps) {
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
  const open = proposal.doubts.some((doubt) => isOpen(doubt, mapping));
  const counts = useOperation(
    'file/dry-run',
    { file, layout: proposal.layout, mapping: settled },
    { placeholderData: (before) => before, staleTime: 600_000, enabled: !open },
  );
  const loss = lossOf(counts.data);
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
        <Questions
          proposal={proposal}
          mapping={mapping}
          wishes={wishes}
          counts={counts.data}
          onWishes={onWishes}
          onMapping={setMapping}
        />
        <RowSentence proposal={proposal} mapping={mapping} onMapping={setMapping} onLayout={onLayout} />
        <WarehouseTable proposal={proposal} mapping={mapping} onChange={setMapping} />
      </Section>
      {!open && <Outcome file={file} layout={proposal.layout} mapping={settled} counts={counts} />}
      {start.error && <FaultNotice message={start.error.message} code={start.error.code} />}
      <div className="import-go">
        {open && <span className="ui-muted">{say(text.unanswered)}</span>}
        <Button
          type="primary"
          size="large"
          disabled={open || loss === 'all'}
          loading={start.isPending}
          onClick={() => send(otherwise)}
        >
          {say(otherwise ? text.importAgain : loss === 'most' ? text.importRest : text.import)}
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
