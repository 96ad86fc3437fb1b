import { Button, Dropdown, Input, Popover } from 'antd';
import { type RefObject, useState } from 'react';
import { CodeBlock, copyText, Drawer, FaultNotice, useSay, useTell, useTokens } from '#lib/ui';
import type { Draft } from '#loop/ask/view';
import { download, type Output } from '../../api/api.ts';
import { ownAddress } from '../../api/base.ts';
import { SaveFault } from '../../definitions/save-fault.tsx';
import { useDefinitionChange } from '../../definitions/use-definitions.ts';
import type { Saved } from '../../question/question-state.ts';
import type { Kept } from './kept-question.ts';
import { savePicture } from './picture.ts';
import { text } from './text.ts';

interface Props {
  readonly draft: Draft;
  readonly question: Draft;
  readonly chart: string | undefined;
  readonly saved: Saved | undefined;
  /** What is kept under the name, and whether something else is shown. */
  readonly kept: Output<'definition/get'> | undefined;
  readonly changed: boolean;
  readonly onSaved: (draft: Draft, saved: Saved) => void;
  readonly picture: RefObject<HTMLDivElement | null>;
}

/** What can be done with an answer: keep it, take it away, see it as JSON. */
export function Toolbar({ question, picture, ...keeping }: Props) {
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
      <CopyLink kept={keeping.kept} changed={keeping.changed} />
      <Save {...keeping} />
      <Drawer open={json} onClose={() => setJson(false)} title={say(text.json)} sentence={say(text.jsonHint)}>
        <CodeBlock label="question.json" code={JSON.stringify(question, null, 2)} />
      </Drawer>
    </>
  );
}

/** The address of what is shown: of the saved question, which stays when it is changed, or of a question of its own. */
function CopyLink({ kept, changed }: Pick<Props, 'kept' | 'changed'>) {
  const say = useSay();
  const tell = useTell();
  const copy = () =>
    void copyText(kept && !changed ? ownAddress() + kept.page : window.location.href).then(() =>
      tell(say(text.linkCopied)),
    );
  return <Button onClick={copy}>{say(text.copyLink)}</Button>;
}

function Save({ draft, chart, saved, kept, changed, onSaved }: Omit<Props, 'question' | 'picture'>) {
  const say = useSay();
  const tell = useTell();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const save = useDefinitionChange('definition/save');
  const change = useDefinitionChange('definition/save');
  // how it is drawn is kept with it, though it is no part of what is asked
  const { description } = (kept?.body ?? {}) as Partial<Kept>;
  const body = { ...draft, ...(chart && { chart }), ...(description && { description }) };
  const keep = async () => {
    const { id, version } = await save.mutateAsync({ kind: 'question', name, body });
    setOpen(false);
    change.reset();
    onSaved(draft, { id, version });
    tell(say(text.saved));
  };
  const again = async ({ id, version: before }: Saved) => {
    const { version } = await change.mutateAsync({ id, version: before, body });
    onSaved(draft, { id, version });
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
        onPressEnter={() => name.trim() && void keep().catch(() => undefined)}
      />
      <Button
        type="primary"
        disabled={!name.trim()}
        loading={save.isPending}
        onClick={() => void keep().catch(() => undefined)}
      >
        {say(text.save)}
      </Button>
      {save.error && <FaultNotice message={save.error.message} code={save.error.code} />}
    </div>
  );
  return (
    <>
      <Popover open={open} onOpenChange={setOpen} trigger="click" placement="bottomRight" content={form}>
        <Button type={saved ? 'default' : 'primary'}>{say(saved ? text.saveAs : text.save)}</Button>
      </Popover>
      {saved && kept?.may !== 'view' && (
        <Popover
          open={change.error !== null}
          trigger={[]}
          placement="bottomRight"
          content={
            change.error && (
              <div className="ask-name">
                <SaveFault
                  fault={change.error}
                  id={saved.id}
                  page={`/questions/${saved.id}`}
                  onOverwrite={(version) => void again({ id: saved.id, version }).catch(() => undefined)}
                />
              </div>
            )
          }
        >
          <Button
            type="primary"
            disabled={!changed}
            loading={change.isPending}
            onClick={() => void again(saved).catch(() => undefined)}
          >
            {say(text.save)}
          </Button>
        </Popover>
      )}
    </>
  );
}
