import { UploadOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { type ChangeEvent, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { Drawer, FaultNotice, formatFull, Section, useSay, useTell } from '#lib/ui';
import { useChange } from '../../api/use-operation.ts';
import { SaveFault } from '../../definitions/save-fault.tsx';
import { decodeText } from './decode-text.ts';
import { listedWords, text } from './text.ts';

interface Props {
  /** The segment whose list is replaced; a new one is made when there is none. */
  readonly changed?: { readonly id: string; readonly name: string; readonly version: number };
  readonly onClose: () => void;
}

const codes = { notText: 'ask.not-a-text', emptyFile: 'ask.empty-list' } as const;

/** A text this long is not shown in the field: a million lines would hold the page up. */
const MOST_SHOWN = 200_000;

/** A segment from ids: pasted, or of a file with one id a line. */
export function UploadForm({ changed, onClose }: Props) {
  const say = useSay();
  const tell = useTell();
  const [, go] = useLocation();
  const picker = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(changed?.name ?? '');
  const [ids, setIds] = useState('');
  const [file, setFile] = useState<string>();
  const [wrong, setWrong] = useState<'notText' | 'emptyFile'>();
  const upload = useChange('segment/upload', [
    'definition/list',
    'segment/list',
    'segment/get',
    'person/list',
  ]);
  const lines = ids === '' ? 0 : (ids.match(/[^\r\n]+/g)?.length ?? 0);
  const choose = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const chosen = target.files?.[0];
    target.value = '';
    if (!chosen) return;
    const decoded = decodeText(new Uint8Array(await chosen.arrayBuffer()));
    setWrong(decoded === undefined ? 'notText' : decoded.trim() === '' ? 'emptyFile' : undefined);
    if (decoded === undefined || decoded.trim() === '') return;
    setIds(decoded);
    setFile(chosen.name);
    if (name === '') setName(chosen.name.replace(/\.\w+$/, '').slice(0, 120));
  };
  const keep = (version: number | undefined) =>
    upload.mutate(
      { name, text: ids, ...(changed && version !== undefined && { instead: { id: changed.id, version } }) },
      {
        onSuccess: ({ page, listed }) => {
          onClose();
          go(page);
          tell(say(listedWords(listed)));
        },
      },
    );
  return (
    <Drawer
      open
      onClose={onClose}
      title={say(changed ? text.replaceList : text.upload)}
      sentence={say(text.uploadHint)}
      actions={
        <Button
          type="primary"
          disabled={!name.trim() || lines === 0}
          loading={upload.isPending}
          onClick={() => keep(changed?.version)}
        >
          {say(text.save)}
        </Button>
      }
    >
      <Section>
        <Input
          autoFocus
          aria-label={say(text.name)}
          placeholder={say(text.name)}
          value={name}
          maxLength={120}
          onChange={(event) => setName(event.target.value)}
        />
      </Section>
      <Section
        title={say(text.ids)}
        note={
          lines > 0 ? say({ zh: `${formatFull(lines)} 行`, en: `${formatFull(lines)} lines` }) : undefined
        }
        actions={
          <Button icon={<UploadOutlined />} onClick={() => picker.current?.click()}>
            {say(text.chooseFile)}
          </Button>
        }
      >
        <input
          ref={picker}
          type="file"
          hidden
          accept=".txt,.csv,.tsv,text/*"
          aria-label={say(text.chooseFile)}
          onChange={(event) => void choose(event)}
        />
        {ids.length > MOST_SHOWN ? (
          <p className="segment-file">
            <span className="ui-ellipsis">{file ?? say(text.pasted)}</span>
            <Button size="small" onClick={() => setIds('')}>
              {say(text.clear)}
            </Button>
          </p>
        ) : (
          <Input.TextArea
            aria-label={say(text.ids)}
            placeholder={say(text.idsHint)}
            value={ids}
            rows={12}
            onChange={(event) => setIds(event.target.value)}
          />
        )}
      </Section>
      {wrong && <FaultNotice message={say(text[wrong])} code={codes[wrong]} />}
      {upload.error && changed && (
        <SaveFault fault={upload.error} id={changed.id} page={`/segments/${changed.id}`} onOverwrite={keep} />
      )}
      {upload.error && !changed && <FaultNotice message={upload.error.message} code={upload.error.code} />}
    </Drawer>
  );
}
