import { useState } from 'react';
import {
  DataTable,
  EmptyState,
  FaultNotice,
  formatDuration,
  PageHeader,
  Section,
  useLanguage,
  useSay,
  Waiting,
} from '#lib/ui';
import type { Output } from '../../api/api.ts';
import { useMoments } from '../../api/use-moments.ts';
import { useOperation } from '../../api/use-operation.ts';
import { RunProgress } from './progress.tsx';
import { type Run, secondsOf } from './run.ts';
import { RunDrawer } from './run-drawer.tsx';
import './runs.css';
import { stateWords, text } from './text.ts';

/** What runs in the background, how far it is, what became of it, and what comes next. */
export default function RunsPage() {
  const say = useSay();
  const [open, setOpen] = useState<string>();
  const { data, error } = useOperation('run/list', {}, { refetchInterval: 2000 });
  return (
    <>
      <PageHeader title={say(text.title)} sentence={say(text.sentence)} />
      {error && <FaultNotice message={error.message} code={error.code} />}
      {!data && !error && <Waiting shape="table" />}
      {data?.runs.length === 0 && (
        <EmptyState picture="table" title={say(text.none)}>
          {say(text.noneHint)}
        </EmptyState>
      )}
      {data && data.runs.length > 0 && (
        <Section paper>
          <RunTable runs={data.runs} onOpen={setOpen} />
        </Section>
      )}
      {data && data.scheduled.length > 0 && <Scheduled scheduled={data.scheduled} />}
      {open && <RunDrawer id={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function RunTable({ runs, onOpen }: { runs: readonly Run[]; onOpen: (id: string) => void }) {
  const say = useSay();
  const language = useLanguage();
  const moments = useMoments();
  const now = Date.now();
  const title = (run: Run) => [say(run.words), run.about && say(run.about)].filter(Boolean).join(' · ');
  return (
    <DataTable
      rows={runs}
      rowKey={({ id }) => id}
      label={say(text.title)}
      maxHeight={480}
      onRow={({ id }) => onOpen(id)}
      columns={[
        { key: 'what', title: say(text.what), value: title, width: 300 },
        { key: 'state', title: say(text.state), value: ({ state }) => say(stateWords[state]), width: 100 },
        {
          key: 'progress',
          title: say(text.progress),
          value: ({ progress }) => progress.share,
          render: (run) => <RunProgress run={run} />,
          width: 220,
        },
        { key: 'who', title: say(text.who), value: ({ who }) => who ?? say(text.itself), width: 170 },
        {
          key: 'asked',
          title: say(text.asked),
          value: ({ asked }) => asked,
          render: ({ asked }) => moments.at(asked),
          width: 170,
        },
        {
          key: 'took',
          title: say(text.took),
          value: (run) => secondsOf(run, now),
          render: (run) => {
            const seconds = secondsOf(run, now);
            return seconds === null ? '' : formatDuration(seconds, language);
          },
          width: 110,
        },
      ]}
    />
  );
}

function Scheduled({ scheduled }: { scheduled: Output<'run/list'>['scheduled'] }) {
  const say = useSay();
  const moments = useMoments();
  return (
    <Section title={say(text.scheduled)}>
      <DataTable
        rows={scheduled}
        rowKey={({ kind }) => kind}
        label={say(text.scheduled)}
        columns={[
          { key: 'what', title: say(text.what), value: ({ words }) => say(words), width: 300 },
          {
            key: 'next',
            title: say(text.comes),
            value: ({ next }) => next,
            render: ({ next }) => moments.at(next),
            width: 170,
          },
        ]}
      />
    </Section>
  );
}
