import { MoreOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useSay, useTell } from '#lib/ui';
import { CopyDialog, MoveDialog, RenameDialog } from './name-dialogs.tsx';
import { ShareDialog } from './share-dialog.tsx';
import { text } from './text.ts';
import { type Definition, useDefinitionChange } from './use-definitions.ts';
import { UsedByDrawer } from './used-by-drawer.tsx';
import { VersionsDrawer } from './versions-drawer.tsx';

type Part = 'versions' | 'usedBy' | 'copy' | 'rename' | 'move' | 'share';

const dialogs = {
  versions: VersionsDrawer,
  usedBy: UsedByDrawer,
  copy: CopyDialog,
  rename: RenameDialog,
  move: MoveDialog,
  share: ShareDialog,
} satisfies Record<Part, unknown>;

interface Props {
  readonly one: Definition;
  /** All of its kind: their folders are offered. */
  readonly all: readonly Definition[];
  /** Called once it is in the trash. */
  readonly onGone?: () => void;
}

/** Everything that can be done with a definition, as far as the reader may. */
export function DefinitionMenu({ one, all, onGone }: Props) {
  const say = useSay();
  const tell = useTell();
  const [open, setOpen] = useState<Part>();
  const trash = useDefinitionChange('definition/trash');
  const mayEdit = one.may !== 'view';
  const drop = async () => {
    try {
      await trash.mutateAsync({ id: one.id });
    } catch (error) {
      tell((error as Error).message);
      return;
    }
    onGone?.();
    tell(`${say(text.removed)}: ${one.name}`, () => trash.mutate({ id: one.id, trashed: false }));
  };
  const part = (key: Part) => ({ key, label: say(text[key]) });
  const items = [
    part('versions'),
    part('usedBy'),
    part('copy'),
    ...(mayEdit ? [{ type: 'divider' as const }, part('rename'), part('move')] : []),
    ...(one.may === 'own'
      ? [
          part('share'),
          { type: 'divider' as const },
          { key: 'remove', label: say(text.remove), danger: true },
        ]
      : []),
  ];
  const Dialog = open && dialogs[open];
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{ items, onClick: ({ key }) => (key === 'remove' ? void drop() : setOpen(key as Part)) }}
      >
        <Button
          type="text"
          size="small"
          icon={<MoreOutlined />}
          aria-label={`${say(text.more)}: ${one.name}`}
        />
      </Dropdown>
      {Dialog && <Dialog one={one} all={all} onClose={() => setOpen(undefined)} />}
    </>
  );
}
