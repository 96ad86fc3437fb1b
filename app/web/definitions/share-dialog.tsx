import { CloseOutlined } from '@ant-design/icons';
import { Modal, Segmented, Select } from 'antd';
import { useState } from 'react';
import { FaultNotice, useSay, useTell, Waiting } from '#lib/ui';
import type { Input, Output } from '../api/api.ts';
import { useOperation } from '../api/use-operation.ts';
import type { DialogProps } from './name-dialogs.tsx';
import { text } from './text.ts';
import { useDefinitionChange } from './use-definitions.ts';

type Sharing = Input<'definition/share'>['sharing'];
type Share = Sharing[number];
type May = Share['may'];
type Members = Output<'definition/sharing'>['members'];

/** Who sees a definition, and who may change it. */
export function ShareDialog({ one, onClose }: DialogProps) {
  const say = useSay();
  const tell = useTell();
  const { data, error } = useOperation('definition/sharing', { id: one.id });
  const [chosen, setChosen] = useState<Sharing>();
  const share = useDefinitionChange('definition/share');
  const sharing = chosen ?? (data?.sharing as Sharing | undefined);
  const fault = error ?? share.error;
  const keep = async () => {
    if (!sharing) return;
    await share.mutateAsync({ id: one.id, sharing });
    onClose();
    tell(`${say(text.shared)}: ${one.name}`);
  };
  return (
    <Modal
      open
      title={`${say(text.share)} · ${one.name}`}
      okText={say(text.save)}
      cancelText={say(text.cancel)}
      okButtonProps={{ disabled: !chosen, loading: share.isPending }}
      onOk={() => void keep().catch(() => undefined)}
      onCancel={onClose}
      width={520}
      destroyOnHidden
    >
      <p className="ui-muted">{say(text.ownersAlways)}</p>
      {!sharing && !fault && <Waiting shape="table" />}
      {sharing && data && <Audiences sharing={sharing} members={data.members} onChange={setChosen} />}
      {fault && <FaultNotice message={fault.message} code={fault.code} />}
    </Modal>
  );
}

interface AudiencesProps {
  readonly sharing: Sharing;
  readonly members: Members;
  readonly onChange: (sharing: Sharing) => void;
}

function Audiences({ sharing, members, onChange }: AudiencesProps) {
  const say = useSay();
  const [added, setAdded] = useState<readonly string[]>([]);
  const mayOf = (who: Who) => sharing.find((share) => isOf(share, who))?.may;
  const set = (who: Who, may: May | undefined) =>
    onChange([...sharing.filter((share) => !isOf(share, who)), ...(may ? [{ ...who, may }] : [])]);
  const people = members.filter(({ account }) => mayOf({ account }) || added.includes(account));
  const others = members.filter(
    ({ account, role }) => role !== 'owner' && !people.some((one) => one.account === account),
  );
  return (
    <>
      <ul className="definitions-audiences">
        <Audience
          label={say(text.wholeProject)}
          may={mayOf({ with: 'project' })}
          onChange={(may) => set({ with: 'project' }, may)}
        />
        <Audience
          label={say(text.analyst)}
          may={mayOf({ role: 'analyst' })}
          onChange={(may) => set({ role: 'analyst' }, may)}
        />
        <Audience
          label={say(text.viewer)}
          hint={say(text.viewersOnlyView)}
          may={mayOf({ role: 'viewer' })}
          onChange={(may) => set({ role: 'viewer' }, may)}
          most="view"
        />
      </ul>
      {people.length + others.length > 0 && <h3>{say(text.people)}</h3>}
      <ul className="definitions-audiences">
        {people.map(({ account, email, role }) => (
          <Audience
            key={account}
            label={email}
            may={mayOf({ account })}
            most={role === 'viewer' ? 'view' : 'edit'}
            onChange={(may) => set({ account }, may)}
            onOut={() => {
              setAdded(added.filter((one) => one !== account));
              set({ account }, undefined);
            }}
          />
        ))}
      </ul>
      {others.length > 0 && (
        <Select
          style={{ width: '100%' }}
          placeholder={say(text.addPerson)}
          aria-label={say(text.addPerson)}
          value={null}
          showSearch
          options={others.map(({ account, email }) => ({ value: account, label: email }))}
          optionFilterProp="label"
          onChange={(account: string | null) => {
            if (account === null) return;
            setAdded([...added, account]);
            set({ account }, 'view');
          }}
        />
      )}
    </>
  );
}

type Who = { with: 'project' } | { role: 'viewer' | 'analyst' } | { account: string };

function isOf(share: Share, who: Who): boolean {
  if ('account' in who) return 'account' in share && share.account === who.account;
  if ('role' in who) return 'role' in share && share.role === who.role;
  return 'with' in share;
}

interface AudienceProps {
  readonly label: string;
  readonly hint?: string;
  readonly may: May | undefined;
  readonly most?: May;
  readonly onChange: (may: May | undefined) => void;
  readonly onOut?: () => void;
}

function Audience({ label, hint, may, most = 'edit', onChange, onOut }: AudienceProps) {
  const say = useSay();
  const options = [
    ...(onOut ? [] : [{ value: 'none', label: say(text.mayNot) }]),
    { value: 'view', label: say(text.mayView) },
    ...(most === 'edit' ? [{ value: 'edit', label: say(text.mayEdit) }] : []),
  ];
  return (
    <li>
      <span className="ui-ellipsis" title={hint ?? label}>
        {label}
      </span>
      <Segmented
        size="small"
        aria-label={label}
        options={options}
        value={may === undefined ? 'none' : most === 'view' ? 'view' : may}
        onChange={(value) => onChange(value === 'none' ? undefined : (value as May))}
      />
      {onOut && (
        <button
          type="button"
          className="ui-plain"
          aria-label={`${say(text.takeOut)}: ${label}`}
          onClick={onOut}
        >
          <CloseOutlined />
        </button>
      )}
    </li>
  );
}
