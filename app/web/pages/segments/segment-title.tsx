import { EditOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useState } from 'react';
import { useSay, useTell } from '#lib/ui';
import { useDefinitionChange } from '../../definitions/use-definitions.ts';
import { text } from './text.ts';

interface Props {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly mayEdit: boolean;
}

/** The name of a segment, which a click makes a field: Enter keeps it, Escape leaves it. */
export function SegmentTitle({ id, name, version, mayEdit }: Props) {
  const say = useSay();
  const tell = useTell();
  const [typed, setTyped] = useState<string>();
  const save = useDefinitionChange('definition/save');
  const keep = async () => {
    const next = typed?.trim();
    setTyped(undefined);
    if (!next || next === name) return;
    await save.mutateAsync({ id, version, name: next }).catch((error: Error) => tell(error.message));
  };
  if (!mayEdit) return name;
  if (typed === undefined)
    return (
      <button
        type="button"
        className="ui-plain segment-title"
        title={say(text.rename)}
        onClick={() => setTyped(name)}
      >
        {save.isPending ? (save.variables.name ?? name) : name}
        <EditOutlined aria-label={say(text.rename)} />
      </button>
    );
  return (
    <Input
      autoFocus
      aria-label={say(text.name)}
      value={typed}
      maxLength={120}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => void keep()}
      onPressEnter={() => void keep()}
      onKeyDown={(event) => event.key === 'Escape' && setTyped(undefined)}
    />
  );
}
