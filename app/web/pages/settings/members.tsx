import { Button, Popconfirm, Select } from 'antd';
import { DataTable, FaultNotice, useSay, Waiting } from '#lib/ui';
import { useMoments } from '../../api/use-moments.ts';
import { useChange, useOperation } from '../../api/use-operation.ts';
import { Invitations, Invite } from './invitations.tsx';
import { Part } from './part.tsx';
import { type Role, roles } from './roles.ts';
import { text } from './text.ts';

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
    <>
      <Part title={say(text.inviteTitle)} sentence={say(text.inviteSentence)}>
        <Invite options={options} />
      </Part>
      <Invitations />
      <Part title={say(text.members)} sentence={say(text.membersSentence)}>
        {fault && <FaultNotice message={fault.message} code={fault.code} />}
        {data ? (
          <DataTable
            rows={data}
            rowKey={({ account }) => account}
            label={say(text.members)}
            columns={[
              { key: 'email', title: say(text.email), value: ({ email }) => email, width: 260 },
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
      </Part>
    </>
  );
}
