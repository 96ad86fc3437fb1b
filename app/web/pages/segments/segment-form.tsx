import { Button, Input } from 'antd';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { Drawer, FaultNotice, formatFull, Section, useSay } from '#lib/ui';
import type { Catalogue, Condition } from '#loop/condition';
import { ConditionEditor, complete } from '#loop/condition/view';
import { useOperation } from '../../api/use-operation.ts';
import { SaveFault } from '../../definitions/save-fault.tsx';
import { useDefinitionChange } from '../../definitions/use-definitions.ts';
import { text } from './text.ts';

interface Props {
  readonly catalogue: Catalogue;
  /** The segment that is changed; a new one is made when there is none. */
  readonly changed?: {
    readonly id: string;
    readonly name: string;
    readonly version: number;
    readonly who: Condition;
  };
  readonly onClose: () => void;
}

/** A segment from conditions, with a running count of whom they mean. */
export function SegmentForm({ catalogue, changed, onClose }: Props) {
  const say = useSay();
  const [, go] = useLocation();
  const [name, setName] = useState(changed?.name ?? '');
  const [draft, setDraft] = useState<Condition | undefined>(changed?.who);
  const who = complete(draft);
  const { data, error } = useOperation('person/count', who ? { who } : {}, {
    placeholderData: (before) => before,
  });
  const save = useDefinitionChange('definition/save');
  const keep = async (version: number | undefined) => {
    const body = { who: who ?? { all: [] } };
    const { page } = await save.mutateAsync(
      changed && version !== undefined
        ? { id: changed.id, version, name, body }
        : { kind: 'segment', name, body },
    );
    onClose();
    go(page);
  };
  const keepOn = (version: number | undefined) => void keep(version).catch(() => undefined);
  return (
    <Drawer
      open
      onClose={onClose}
      title={say(changed ? text.edit : text.create)}
      sentence={data && `${say(text.estimate)} ${formatFull(data.total)} ${say(text.people)}`}
      actions={
        <Button
          type="primary"
          disabled={!name.trim() || !who}
          loading={save.isPending}
          onClick={() => keepOn(changed?.version)}
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
      <Section title={say(text.definition)}>
        <ConditionEditor value={draft} onChange={setDraft} catalogue={catalogue} />
      </Section>
      {error && <FaultNotice message={error.message} code={error.code} />}
      {save.error && changed && (
        <SaveFault fault={save.error} id={changed.id} page={`/segments/${changed.id}`} onOverwrite={keepOn} />
      )}
      {save.error && !changed && <FaultNotice message={save.error.message} code={save.error.code} />}
    </Drawer>
  );
}
