import { Button, Dropdown, Input, Popover } from 'antd';
import { type RefObject, useState } from 'react';
import { CodeBlock, Drawer, FaultNotice, useSay, useTell, useTokens } from '#lib/ui';
import { download } from '../../door/api.ts';
import { useChange } from '../../door/use-operation.ts';
import { savePicture } from './picture.ts';
import type { Draft } from './question-state.ts';
import { text } from './text.ts';

interface Props {
  readonly draft: Draft;
  readonly question: Draft;
  readonly savedId: string | undefined;
  readonly onSaved: (draft: Draft, savedId: string) => void;
  readonly picture: RefObject<HTMLDivElement | null>;
}

/** What can be done with an answer: keep it, take it away, see it as JSON. */
export function Toolbar({ draft, question, savedId, onSaved, picture }: Props) {
  const say = useSay();
  const { paper } = useTokens();
  const [json, setJson] = useState(false);
  const ways: Record<string, () => void> = {
    csv: () => void download('ask/download', { question, as: 'csv' }),
    xlsx: () => void download('ask/download', { question, as: 'xlsx' }),
    png: () => void (picture.current && savePicture(picture.current, question.kind, paper)),
    json: () => setJson(true),
  };
  const items = (['csv', 'xlsx', 'png', 'json'] as const).map((key) => ({ key, label: say(text[key]) }));
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => ways[key]?.() }}>
        <Button>{say(text.download)}</Button>
      </Dropdown>
      <Save draft={draft} savedId={savedId} onSaved={onSaved} />
      <Drawer open={json} onClose={() => setJson(false)} title={say(text.json)} sentence={say(text.jsonHint)}>
        <CodeBlock label="question.json" code={JSON.stringify(question, null, 2)} />
      </Drawer>
    </>
  );
}

function Save({ draft, savedId, onSaved }: Pick<Props, 'draft' | 'savedId' | 'onSaved'>) {
  const say = useSay();
  const tell = useTell();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const save = useChange('question/save', ['question/list']);
  const change = useChange('question/change', ['question/list']);
  const fault = save.error ?? change.error;
  const keep = async () => {
    const { id } = await save.mutateAsync({ name, question: draft });
    setOpen(false);
    onSaved(draft, id);
    tell(say(text.saved));
  };
  const again = async (id: string) => {
    await change.mutateAsync({ id, question: draft });
    tell(say(text.saved));
  };
  const form = (
    <div className="ask-name">
      <Input
        autoFocus
        aria-label={say(text.nameOf)}
        placeholder={say(text.nameOf)}
        value={name}
        maxLength={120}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={() => name.trim() && void keep()}
      />
      <Button type="primary" disabled={!name.trim()} loading={save.isPending} onClick={() => void keep()}>
        {say(text.save)}
      </Button>
      {fault && <FaultNotice message={fault.message} code={fault.code} />}
    </div>
  );
  return (
    <>
      {savedId && (
        <Button loading={change.isPending} onClick={() => void again(savedId)}>
          {say(text.save)}
        </Button>
      )}
      <Popover open={open} onOpenChange={setOpen} trigger="click" placement="bottomRight" content={form}>
        <Button type="primary">{say(savedId ? text.saveAs : text.save)}</Button>
      </Popover>
    </>
  );
}
