import { Button, Input, Popconfirm, Select } from 'antd';
import { useState } from 'react';
import { CodeBlock, DataTable, FaultNotice, Section, useSay, useTell, Waiting } from '#lib/ui';
import { ownAddress } from '../../door/base.ts';
import { useMoments } from '../../door/use-moments.ts';
import { useChange, useOperation } from '../../door/use-operation.ts';
import { text } from './text.ts';

const roles = ['viewer', 'analyst', 'owner'] as const;
type Role = (typeof roles)[number];

/** Who belongs to the project, as what. */
export function Members() {
  const say = useSay();
  const moments = useMoments();
  const { data, error } = useOperation('member/list', {});
  const role = useChange('member/role', ['member/list']);
  const remove = useChange('member/remove', ['member/list']);
  const fault = error ?? role.error ?? remove.error;
  const options = roles.map((one) => ({ value: one, label: say(text[one]) }));
  return (
    <Section paper>
      {fault && <FaultNotice message={fault.message} code={fault.code} />}
      {data ? (
        <DataTable
          rows={data}
          rowKey={({ account }) => account}
          label={say(text.members)}
          columns={[
            { key: 'mail', title: say(text.mail), value: ({ mail }) => mail, width: 260 },
            {
              key: 'role',
              title: say(text.role),
              value: (member) => member.role,
              render: (member) => (
                <Select
                  size="small"
                  aria-label={say(text.role)}
                  value={member.role}
                  options={options}
                  onChange={(next: Role) => role.mutate({ account: member.account, role: next })}
                />
              ),
            },
            {
              key: 'since',
              title: say(text.since),
              value: ({ since }) => since,
              render: ({ since }) => moments.at(since),
            },
            {
              key: 'remove',
              title: '',
              value: () => null,
              sortable: false,
              width: 88,
              render: ({ account }) => (
                <Popconfirm
                  title={say(text.removeSure)}
                  okText={say(text.remove)}
                  cancelText={say(text.cancel)}
                  onConfirm={() => remove.mutate({ account })}
                >
                  <Button type="text" size="small" danger>
                    {say(text.remove)}
                  </Button>
                </Popconfirm>
              ),
            },
          ]}
        />
      ) : (
        !error && <Waiting shape="table" />
      )}
      <Invite options={options} />
    </Section>
  );
}

function Invite({ options }: { options: { value: Role; label: string }[] }) {
  const say = useSay();
  const tell = useTell();
  const [mail, setMail] = useState('');
  const [role, setRole] = useState<Role>('analyst');
  const invite = useChange('member/invite', ['member/list']);
  const send = async () => {
    const { added } = await invite.mutateAsync({ mail, role });
    if (added) tell(say(text.added));
    setMail('');
  };
  const token = invite.data?.token;
  return (
    <>
      <div className="settings-line">
        <Input
          type="email"
          aria-label={say(text.inviteMail)}
          placeholder={say(text.inviteMail)}
          value={mail}
          onChange={(event) => setMail(event.target.value)}
        />
        <Select aria-label={say(text.role)} value={role} options={options} onChange={setRole} />
        <Button disabled={!mail.includes('@')} loading={invite.isPending} onClick={() => void send()}>
          {say(text.invite)}
        </Button>
      </div>
      {token && <CodeBlock label={say(text.inviteLink)} code={`${ownAddress()}/welcome#${token}`} />}
      {invite.error && <FaultNotice message={invite.error.message} code={invite.error.code} />}
    </>
  );
}
