import { Button, Input } from 'antd';
import { useState } from 'react';
import { DataTable, FaultNotice, Section, useSay, useTell } from '#lib/ui';
import { useMoments } from '../../api/use-moments.ts';
import { useChange, useOperation } from '../../api/use-operation.ts';
import { agentWords } from './agent-words.ts';
import { Field } from './field.tsx';
import { text } from './text.ts';

/** One's password and the places one is logged in. */
export function AccountSettings() {
  const say = useSay();
  const moments = useMoments();
  const { data } = useOperation('session/list', {});
  const end = useChange('session/revoke', ['session/list']);
  return (
    <Section paper>
      <Password />
      <h2 className="settings-more">{say(text.sessions)}</h2>
      <DataTable
        rows={data ?? []}
        rowKey={({ id }) => id}
        label={say(text.sessions)}
        columns={[
          { key: 'agent', title: say(text.agent), value: ({ agent }) => say(agentWords(agent)), width: 240 },
          { key: 'address', title: say(text.address), value: ({ address }) => address, width: 140 },
          {
            key: 'seen',
            title: say(text.seen),
            value: ({ seen }) => seen,
            render: ({ seen }) => moments.ago(seen),
            width: 140,
          },
          {
            key: 'end',
            title: '',
            value: () => null,
            sortable: false,
            width: 88,
            render: ({ id, present }) =>
              present ? (
                <span className="ui-muted">{say(text.here)}</span>
              ) : (
                <Button type="text" size="small" onClick={() => end.mutate({ id })}>
                  {say(text.end)}
                </Button>
              ),
          },
        ]}
      />
    </Section>
  );
}

function Password() {
  const say = useSay();
  const tell = useTell();
  const [present, setPresent] = useState('');
  const [next, setNext] = useState('');
  const change = useChange('account/password', ['session/list']);
  const send = async () => {
    await change.mutateAsync({ present, next });
    setPresent('');
    setNext('');
    tell(say(text.passwordChanged));
  };
  return (
    <div className="settings-form">
      <Field label={say(text.present)}>
        {(id) => (
          <Input.Password
            id={id}
            autoComplete="current-password"
            value={present}
            onChange={(event) => setPresent(event.target.value)}
          />
        )}
      </Field>
      <Field label={say(text.next)}>
        {(id) => (
          <Input.Password
            id={id}
            autoComplete="new-password"
            value={next}
            onChange={(event) => setNext(event.target.value)}
          />
        )}
      </Field>
      <Button disabled={!present || next.length < 8} loading={change.isPending} onClick={() => void send()}>
        {say(text.password)}
      </Button>
      {change.error && <FaultNotice message={change.error.message} code={change.error.code} />}
    </div>
  );
}
