import { Button, Input, Segmented } from 'antd';
import { useState } from 'react';
import { CodeBlock, Drawer, FaultNotice, Section, useSay } from '#lib/ui';
import { ownAddress } from '../../api/base.ts';
import { useChange } from '../../api/use-operation.ts';
import { snippets } from './snippets.ts';
import { text } from './text.ts';

const kinds = ['write', 'api'] as const;
const roles = ['viewer', 'analyst', 'owner'] as const;

/** Makes a key and shows it once, already put into the code that uses it. */
export function NewKey({ onClose }: { onClose: () => void }) {
  const say = useSay();
  const [kind, setKind] = useState<(typeof kinds)[number]>('write');
  const [role, setRole] = useState<(typeof roles)[number]>('analyst');
  const [name, setName] = useState('');
  const create = useChange('key/create', ['key/list']);
  const made = create.data;
  const make = () => create.mutate(kind === 'write' ? { kind, name } : { kind, name, role });
  return (
    <Drawer open onClose={onClose} title={say(text.create)} sentence={made && say(text.shownOnce)}>
      {made ? (
        <div className="keys-snippets">
          <CodeBlock label={say(text[kind])} code={made.key} />
          {kind === 'write' &&
            snippets(ownAddress(), made.key)
              .slice(0, 2)
              .map(({ label, code }) => <CodeBlock key={code} label={say(label)} code={code} />)}
        </div>
      ) : (
        <Section>
          <div className="keys-form">
            <Segmented
              aria-label={say(text.kind)}
              value={kind}
              onChange={setKind}
              options={kinds.map((one) => ({ value: one, label: say(text[one]) }))}
            />
            {kind === 'api' && (
              <Segmented
                aria-label={say(text.role)}
                value={role}
                onChange={setRole}
                options={roles.map((one) => ({ value: one, label: say(text[one]) }))}
              />
            )}
            <Input
              autoFocus
              aria-label={say(text.name)}
              placeholder={say(text.name)}
              value={name}
              maxLength={100}
              onChange={(event) => setName(event.target.value)}
              onPressEnter={() => name.trim() && make()}
            />
            <Button type="primary" disabled={!name.trim()} loading={create.isPending} onClick={make}>
              {say(text.create)}
            </Button>
            {create.error && <FaultNotice message={create.error.message} code={create.error.code} />}
          </div>
        </Section>
      )}
    </Drawer>
  );
}
