import { Button, Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import { FaultNotice, Section, useSay, useTell } from '#lib/ui';
import { ConditionEditor, complete } from '#loop/condition/view';
import { useCatalogue } from '../../api/catalogue.ts';
import { usePreferences } from '../../api/preferences.tsx';
import { useSigned } from '../../api/session.tsx';
import { useChange } from '../../api/use-operation.ts';
import { Field } from './field.tsx';
import { text } from './text.ts';

const timeZones = Intl.supportedValuesOf('timeZone').map((name) => ({ value: name, label: name }));

/** Name, time zone and first day of the week; and further projects. */
export function ProjectSettings() {
  const say = useSay();
  const tell = useTell();
  const { project, reload } = useSigned();
  const [name, setName] = useState(project.name);
  const [timeZone, setTimeZone] = useState(project.timeZone);
  const [weekStart, setWeekStart] = useState(project.weekStart);
  const update = useChange('project/update', ['ask']);
  const save = async () => {
    await update.mutateAsync({ name, timeZone, weekStart });
    await reload();
    tell(say(text.saved));
  };
  return (
    <Section paper>
      <div className="settings-form">
        <Field label={say(text.name)}>
          {(id) => (
            <Input id={id} value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
        <Field label={say(text.timeZone)}>
          {(id) => <Select id={id} showSearch value={timeZone} options={timeZones} onChange={setTimeZone} />}
        </Field>
        <Field label={say(text.weekStart)}>
          {() => (
            <Segmented
              aria-label={say(text.weekStart)}
              value={weekStart}
              onChange={setWeekStart}
              options={(['monday', 'sunday'] as const).map((day) => ({ value: day, label: say(text[day]) }))}
            />
          )}
        </Field>
        <Button type="primary" disabled={!name.trim()} loading={update.isPending} onClick={() => void save()}>
          {say(text.save)}
        </Button>
        {update.error && <FaultNotice message={update.error.message} code={update.error.code} />}
      </div>
      <InternalAccounts />
      <NewProject />
    </Section>
  );
}

/** Which people are the company's own: questions leave them out. */
function InternalAccounts() {
  const say = useSay();
  const tell = useTell();
  const { project, reload } = useSigned();
  const catalogue = useCatalogue();
  const [internal, setInternal] = useState(project.internal ?? undefined);
  const update = useChange('project/update', ['ask']);
  const save = async () => {
    await update.mutateAsync({ internal: complete(internal) ?? null });
    await reload();
    tell(say(text.saved));
  };
  if (!catalogue) return null;
  return (
    <div className="settings-form settings-more">
      <Field label={say(text.internal)} hint={say(text.internalHint)}>
        {() => <ConditionEditor value={internal} catalogue={catalogue} onChange={setInternal} />}
      </Field>
      <Button loading={update.isPending} onClick={() => void save()}>
        {say(text.save)}
      </Button>
      {update.error && <FaultNotice message={update.error.message} code={update.error.code} />}
    </div>
  );
}

function NewProject() {
  const say = useSay();
  const { reload } = useSigned();
  const { choose } = usePreferences();
  const [name, setName] = useState('');
  const create = useChange('project/create');
  const make = async () => {
    const { id } = await create.mutateAsync({ name });
    await reload();
    choose({ project: id });
  };
  return (
    <div className="settings-form settings-more">
      <Field label={say(text.newProject)} hint={say(text.newProjectHint)}>
        {(id) => (
          <Input id={id} value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      <Button disabled={!name.trim()} loading={create.isPending} onClick={() => void make()}>
        {say(text.newProject)}
      </Button>
      {create.error && <FaultNotice message={create.error.message} code={create.error.code} />}
    </div>
  );
}
