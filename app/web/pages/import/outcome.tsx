import { Alert } from 'antd';
import { DataTable, FaultNotice, Section, useSay, Waiting } from '#lib/ui';
import type { ApiFault, Output } from '../../api/api.ts';
import { useMoments } from '../../api/use-moments.ts';
import { useOperation } from '../../api/use-operation.ts';
import type { Mapping, Proposal } from './column-table.tsx';
import { Count } from './count.tsx';
import { filled, lossOf } from './loss.ts';
import { text } from './text.ts';

type Row = Output<'file/preview'>['rows'][number];
type Counts = Output<'file/dry-run'>;

interface Props {
  readonly file: string;
  readonly layout: Proposal['layout'];
  readonly mapping: Mapping;
  readonly counts: {
    readonly data: Counts | undefined;
    readonly error: ApiFault | null;
    readonly isPlaceholderData: boolean;
  };
}

/** The first rows as they will arrive, and the whole file counted; both follow every change. */
export function Outcome({ file, layout, mapping, counts }: Props) {
  const say = useSay();
  const moments = useMoments();
  const asked = { file, layout, mapping };
  const preview = useOperation('file/preview', asked, { placeholderData: (before) => before });
  const fault = preview.error ?? counts.error;
  if (fault) return <FaultNotice message={fault.message} code={fault.code} />;
  return (
    <>
      {counts.data ? (
        <>
          <LossNotice counts={counts.data} />
          <Figures counts={counts.data} stale={counts.isPlaceholderData} />
        </>
      ) : (
        <p className="ui-muted" role="status">
          {say(text.counting)}
        </p>
      )}
      <Section title={say(text.result)} note={say(text.resultHint)}>
        {preview.data ? (
          <DataTable
            rows={preview.data.rows}
            rowKey={({ line }) => String(line)}
            label={say(text.result)}
            maxHeight={360}
            columns={[
              { key: 'line', title: say(text.line), value: ({ line }) => line, measure: 'count', width: 70 },
              { key: 'person', title: say(text.person), value: ({ person }) => person || null, width: 160 },
              {
                key: 'time',
                title: say(text.time),
                value: ({ time }) => time,
                render: ({ time, event, reason }) => (event && !reason ? moments.at(time) : '–'),
                width: 170,
              },
              { key: 'event', title: say(text.event), value: ({ event }) => event || null, width: 120 },
              {
                key: 'properties',
                title: say(text.properties),
                value: propertiesOf,
                render: (row) =>
                  row.reason ? (
                    <span className="import-doubt">{reasonOf(row, preview.data, say)}</span>
                  ) : (
                    propertiesOf(row)
                  ),
                sortable: false,
                width: 480,
              },
            ]}
          />
        ) : (
          <Waiting shape="table" />
        )}
      </Section>
    </>
  );
}

/** That most rows are lost, before it happens. */
function LossNotice({ counts }: { counts: Counts }) {
  const say = useSay();
  const loss = lossOf(counts);
  if (loss !== 'all' && loss !== 'most') return null;
  return (
    <Alert
      type="warning"
      showIcon
      className="import-loss"
      title={loss === 'all' ? say(text.nothingFits) : filled(say(text.mostLost), counts)}
      description={loss === 'most' ? say(text.mostLostHint) : undefined}
    />
  );
}

function Figures({ counts, stale }: { counts: Counts; stale: boolean }) {
  const say = useSay();
  return (
    <div className={stale ? 'import-figures import-stale' : 'import-figures'} aria-busy={stale}>
      <Count name={say(text.rows)} value={counts.rows} />
      <Count name={say(text.events)} value={counts.events} />
      <Count name={say(text.people)} value={counts.people} />
      {counts.known > 0 && <Count name={say(text.known)} value={counts.known} />}
      <Count name={say(text.willBeLeft)} value={counts.rejected} />
      {counts.rejected > 0 && (
        <ul className="import-reasons">
          {counts.reasons.slice(0, 5).map(({ reason, words, times }) => (
            <li key={reason}>{`${times.toLocaleString('en-US')} × ${say(words)}`}</li>
          ))}
          <li className="ui-muted">{say(text.leftHint)}</li>
        </ul>
      )}
    </div>
  );
}

function propertiesOf({ texts, numbers, times }: Row): string {
  return Object.entries({ ...texts, ...numbers, ...times })
    .map(([name, value]) => `${name}: ${value}`)
    .join(' · ');
}

function reasonOf(row: Row, { counts }: Output<'file/preview'>, say: ReturnType<typeof useSay>): string {
  const words = counts.find(({ reason }) => reason === row.reason)?.words;
  return words ? say(words) : row.reason;
}
