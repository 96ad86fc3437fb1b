import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import {
  CodeBlock,
  DataTable,
  EmptyState,
  FaultNotice,
  PageHeader,
  Section,
  useSay,
  useTell,
  Waiting,
} from '#lib/ui';
import { ownAddress } from '../../api/base.ts';
import { useSigned } from '../../api/session.tsx';
import { useMoments } from '../../api/use-moments.ts';
import { useChange, useOperation } from '../../api/use-operation.ts';
import { NewKey } from './new-key.tsx';
import { snippets } from './snippets.ts';
import './keys.css';
import { text } from './text.ts';

/** The keys of the project, and how to send events with them. */
export default function KeysPage() {
  const say = useSay();
  const { project } = useSigned();
  const [creating, setCreating] = useState(false);
  const owner = project.role === 'owner';
  const create = (
    <Button type="primary" onClick={() => setCreating(true)}>
      {say(text.create)}
    </Button>
  );
  return (
    <>
      <PageHeader title={say(text.keys)} sentence={say(text.sentence)} actions={owner && create} />
      {owner ? <KeyList create={create} /> : <p className="ui-muted">{say(text.notAllowed)}</p>}
      <Section title={say(text.snippets)} note={say(text.snippetsHint)}>
        <div className="keys-snippets">
          {snippets(ownAddress(), 'WRITE_KEY').map(({ label, code }) => (
            <CodeBlock key={code} label={say(label)} code={code} />
          ))}
        </div>
      </Section>
      {creating && <NewKey onClose={() => setCreating(false)} />}
    </>
  );
}

function KeyList({ create }: { create: React.ReactNode }) {
  const say = useSay();
  const tell = useTell();
  const moments = useMoments();
  const { data, error } = useOperation('key/list', {});
  const revoke = useChange('key/revoke', ['key/list']);
  if (error) return <FaultNotice message={error.message} code={error.code} />;
  if (!data) return <Waiting shape="table" />;
  const stop = async (id: string) => {
    await revoke.mutateAsync({ id });
    tell(say(text.revoked));
  };
  return (
    <DataTable
      rows={data.filter(({ revoked }) => revoked === null)}
      rowKey={({ id }) => id}
      label={say(text.keys)}
      empty={
        <EmptyState picture="inbox" title={say(text.none)} action={create}>
          {say(text.noneHint)}
        </EmptyState>
      }
      columns={[
        { key: 'name', title: say(text.name), value: ({ name }) => name },
        {
          key: 'kind',
          title: say(text.kind),
          value: ({ kind, role }) => (role ? `${say(text[kind])} · ${say(text[role])}` : say(text[kind])),
        },
        { key: 'key', title: say(text.key), value: ({ shown }) => `${shown}…`, sortable: false },
        {
          key: 'created',
          title: say(text.created),
          value: ({ created }) => created,
          render: ({ created }) => moments.at(created),
        },
        {
          key: 'used',
          title: say(text.used),
          value: ({ used }) => used,
          render: ({ used }) => (used ? moments.ago(used) : say(text.never)),
        },
        {
          key: 'revoke',
          title: '',
          value: () => null,
          sortable: false,
          width: 88,
          render: ({ id }) => (
            <Popconfirm
              title={say(text.revokeSure)}
              okText={say(text.revoke)}
              cancelText={say(text.cancel)}
              onConfirm={() => stop(id)}
            >
              <Button type="text" size="small" danger>
                {say(text.revoke)}
              </Button>
            </Popconfirm>
          ),
        },
      ]}
    />
  );
}
