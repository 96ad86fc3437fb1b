import { Button, Input, Popover } from 'antd';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Words } from '#lib/core';
import { FaultNotice, useSay, useTell } from '#lib/ui';
import { useChange } from '../api/use-operation.ts';

const text = {
  button: { zh: '存为分群', en: 'Save as segment' },
  name: { zh: '分群名称', en: 'Name of the segment' },
  save: { zh: '保存', en: 'Save' },
  saved: { zh: '已存为分群', en: 'Saved as a segment' },
} satisfies Record<string, Words>;

interface Props {
  readonly definition: object;
  /** A name to begin with. */
  readonly suggestion?: string;
  readonly disabled?: boolean;
}

/** A button that keeps a definition of people as a segment under a name. */
export function SaveSegment({ definition, suggestion = '', disabled }: Props) {
  const say = useSay();
  const tell = useTell();
  const [, go] = useLocation();
  const [open, setOpen] = useState(false);
  const [typed, setName] = useState<string>();
  const name = typed ?? suggestion;
  const save = useChange('definition/save', ['definition/list', 'segment/list']);
  const keep = async () => {
    const { page } = await save.mutateAsync({ kind: 'segment', name, body: { ...definition } });
    setOpen(false);
    tell(`${say(text.saved)}: ${name}`, undefined, () => go(page));
  };
  const form = (
    <div className="ask-name">
      <Input
        autoFocus
        aria-label={say(text.name)}
        placeholder={say(text.name)}
        value={name}
        maxLength={120}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={() => name.trim() && void keep()}
      />
      <Button type="primary" loading={save.isPending} disabled={!name.trim()} onClick={() => void keep()}>
        {say(text.save)}
      </Button>
      {save.error && <FaultNotice message={save.error.message} code={save.error.code} />}
    </div>
  );
  return (
    <Popover open={open} onOpenChange={setOpen} trigger="click" content={form} placement="bottomRight">
      <Button type="primary" disabled={disabled}>
        {say(text.button)}
      </Button>
    </Popover>
  );
}
