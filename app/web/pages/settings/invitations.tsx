import { Button, Input, Popconfirm, Select } from 'antd';
import { useState } from 'react';
import { CodeBlock, DataTable, FaultNotice, useSay } from '#lib/ui';
import { ownAddress } from '../../api/base.ts';
import { useMoments } from '../../api/use-moments.ts';
import { useChange, useOperation } from '../../api/use-operation.ts';
import { Part } from './part.tsx';
import type { Role } from './roles.ts';
import { text } from './text.ts';

/** Makes a link for somebody, to be handed over. */
export function Invite({ options }: { options: { value: Role; label: string }[] }) {
  const say = useSay();
  const [email, setMail] = useState('');
  const [role, setRole] = useState<Role>('analyst');
  const invite = useChange('member/invite', ['invitation/list']);
  const send = () => invite.mutate({ email, role }, { onSuccess: () => setMail('') });
  const token = invite.data?.token;
  return (
    <>
      <div className="settings-line">
        <Input
          type="email"
          aria-label={say(text.inviteMail)}
          placeholder={say(text.inviteMail)}
          value={email}
          onChange={(event) => setMail(event.target.value)}
        />
        <Select aria-label={say(text.role)} value={role} options={options} onChange={setRole} />
        <Button type="primary" disabled={!email.includes('@')} loading={invite.isPending} onClick={send}>
          {say(text.invite)}
        </Button>
      </div>
      {token && <CodeBlock label={say(text.inviteLink)} code={`${ownAddress()}/welcome#${token}`} />}
      {invite.error && <FaultNotice message={invite.error.message} code={invite.error.code} />}
    </>
  );
}

/** The invitations that nobody has accepted yet. */
export function Invitations() {
  const say = useSay();
  const moments = useMoments();
  const { data, error } = useOperation('invitation/list', {});
  const revoke = useChange('invitation/revoke', ['invitation/list']);
  const fault = error ?? revoke.error;
  if (!fault && !data?.length) return null;
  return (
    <Part title={say(text.invitations)} sentence={say(text.invitationsSentence)}>
      {fault && <FaultNotice message={fault.message} code={fault.code} />}
      {data && (
        <DataTable
          rows={data}
          rowKey={({ id }) => id}
          label={say(text.invitations)}
          columns={[
            { key: 'email', title: say(text.email), value: ({ email }) => email, width: 220 },
            { key: 'role', title: say(text.role), value: ({ role }) => say(text[role]) },
            { key: 'by', title: say(text.invitedBy), value: ({ createdBy }) => createdBy },
            {
              key: 'expires',
              title: say(text.expires),
              value: ({ expires }) => expires,
              render: ({ expires }) => expires && moments.at(expires),
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
                  onConfirm={() => revoke.mutate({ id })}
                >
                  <Button type="text" size="small" danger>
                    {say(text.revoke)}
                  </Button>
                </Popconfirm>
              ),
            },
          ]}
        />
      )}
    </Part>
  );
}
