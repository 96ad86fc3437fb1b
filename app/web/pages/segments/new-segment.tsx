import { Button, Input } from 'antd';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { Drawer, FaultNotice, formatFull, Section, useSay } from '#lib/ui';
import type { Catalogue, Condition } from '#loop/condition';
import { ConditionEditor, complete } from '#loop/condition/view';
import { useChange, useOperation } from '../../door/use-operation.ts';
import { text } from './text.ts';

interface Props {
  readonly catalogue: Catalogue;
  readonly onClose: () => void;
}

/** A segment from conditions, with a running count of whom they mean. */
export function NewSegment({ catalogue, onClose }: Props) {
  const say = useSay();
  const [, go] = useLocation();
  const [name, setName] = useState('');
  const [draft, setDraft] = useState<Condition>();
  const who = complete(draft);
  const { data, error } = useOperation('person/count', who ? { who } : {}, {
    placeholderData: (before) => before,
  });
  const save = useChange('segment/save', ['segment/list']);
  const keep = async () => {
    const { id } = await save.mutateAsync({ name, definition: { who: who ?? { all: [] } } });
    go(`/segments/${id}`);
  };
  const fault = error ?? save.error;
  return (
    <Drawer
      open
      onClose={onClose}
      title={say(text.create)}
      sentence={data && `${say(text.estimate)} ${formatFull(data.total)} ${say(text.people)}`}
      actions={
        <Button
          type="primary"
          disabled={!name.trim() || !who}
          loading={save.isPending}
          onClick={() => void keep()}
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
      {fault && <FaultNotice message={fault.message} code={fault.code} />}
    </Drawer>
  );
}
