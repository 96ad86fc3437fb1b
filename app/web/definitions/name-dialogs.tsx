import { AutoComplete, Input, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { FaultNotice, useSay, useTell } from '#lib/ui';
import type { ApiFault } from '../api/api.ts';
import { foldersOf } from './folder-rail.tsx';
import { text } from './text.ts';
import { type Definition, useDefinitionChange } from './use-definitions.ts';

export interface DialogProps {
  readonly one: Definition;
  readonly all: readonly Definition[];
  readonly onClose: () => void;
}

export function RenameDialog({ one, onClose }: DialogProps) {
  const say = useSay();
  const [name, setName] = useState(one.name);
  const save = useDefinitionChange('definition/save');
  const keep = async () => {
    await save.mutateAsync({ id: one.id, version: one.version, name });
    onClose();
  };
  return (
    <Ask title={say(text.rename)} ready={name.trim() !== ''} change={save} onKeep={keep} onClose={onClose}>
      <NameInput value={name} onChange={setName} />
    </Ask>
  );
}

export function CopyDialog({ one, onClose }: DialogProps) {
  const say = useSay();
  const tell = useTell();
  const [, go] = useLocation();
  const [name, setName] = useState(`${one.name} ${say(text.copyOf)}`.slice(0, 120));
  const copy = useDefinitionChange('definition/copy');
  const keep = async () => {
    const { page } = await copy.mutateAsync({ id: one.id, name });
    onClose();
    tell(say(text.copied));
    go(page);
  };
  return (
    <Ask title={say(text.copy)} ready={name.trim() !== ''} change={copy} onKeep={keep} onClose={onClose}>
      <NameInput value={name} onChange={setName} />
    </Ask>
  );
}

export function MoveDialog({ one, all, onClose }: DialogProps) {
  const say = useSay();
  const tell = useTell();
  const [folder, setFolder] = useState(one.folder);
  const move = useDefinitionChange('definition/move');
  const keep = async () => {
    await move.mutateAsync({ ids: [one.id], folder });
    onClose();
    tell(`${say(text.moved)}: ${one.name}`, () => move.mutate({ ids: [one.id], folder: one.folder }));
  };
  const options = foldersOf(all)
    .map(({ folder: value }) => ({ value }))
    .filter(({ value }) => value.toLowerCase().includes(folder.toLowerCase()));
  return (
    <Ask title={say(text.move)} ready change={move} onKeep={keep} onClose={onClose}>
      <AutoComplete
        autoFocus
        style={{ width: '100%' }}
        aria-label={say(text.folders)}
        value={folder}
        options={options}
        onChange={setFolder}
        placeholder={say(text.folderHint)}
      />
      <p className="ui-muted definitions-hint">{say(text.folderHint)}</p>
    </Ask>
  );
}

function NameInput({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const say = useSay();
  return (
    <Input
      autoFocus
      aria-label={say(text.name)}
      value={value}
      maxLength={120}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

interface AskProps {
  readonly title: string;
  readonly ready: boolean;
  readonly change: { readonly error: ApiFault | null; readonly isPending: boolean };
  readonly onKeep: () => Promise<void>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** One question with one answer; Enter keeps it. */
function Ask({ title, ready, change, onKeep, onClose, children }: AskProps) {
  const say = useSay();
  const keep = () => void onKeep().catch(() => undefined);
  return (
    <Modal
      open
      title={title}
      okText={say(text.save)}
      cancelText={say(text.cancel)}
      okButtonProps={{ disabled: !ready, loading: change.isPending }}
      onOk={keep}
      onCancel={onClose}
      width={440}
      destroyOnHidden
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) keep();
        }}
      >
        {children}
      </form>
      {change.error && <FaultNotice message={change.error.message} code={change.error.code} />}
    </Modal>
  );
}
