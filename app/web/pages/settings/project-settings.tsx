import { Button, Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { FaultNotice, useSay, useTell } from '#lib/ui';
import { ConditionEditor, complete } from '#loop/condition/view';
import { useCatalogue } from '../../api/catalogue.ts';
import { usePreferences } from '../../api/preferences.tsx';
import { useSigned } from '../../api/session.tsx';
import { useChange } from '../../api/use-operation.ts';
import { Field } from './field.tsx';
import { Part } from './part.tsx';
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
    <>
      <Part title={say(text.basics)} sentence={say(text.basicsSentence)}>
        <div className="settings-form">
          <Field label={say(text.name)}>
            {(id) => (
              <Input id={id} value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
            )}
          </Field>
          <Field label={say(text.timeZone)}>
            {(id) => (
              <Select id={id} showSearch value={timeZone} options={timeZones} onChange={setTimeZone} />
            )}
          </Field>
          <Field label={say(text.weekStart)}>
            {() => (
              <Segmented
                aria-label={say(text.weekStart)}
                value={weekStart}
                onChange={setWeekStart}
                options={(['monday', 'sunday'] as const).map((day) => ({
                  value: day,
                  label: say(text[day]),
                }))}
              />
            )}
          </Field>
          <Button
            type="primary"
            disabled={!name.trim()}
            loading={update.isPending}
            onClick={() => void save()}
          >
            {say(text.save)}
          </Button>
          {update.error && <FaultNotice message={update.error.message} code={update.error.code} />}
        </div>
      </Part>
      <InternalAccounts />
      <NewProject />
    </>
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
    <Part title={say(text.internal)} sentence={say(text.internalHint)}>
      <div className="settings-form settings-wide">
        <ConditionEditor value={internal} catalogue={catalogue} onChange={setInternal} />
        <Button loading={update.isPending} onClick={() => void save()}>
          {say(text.save)}
        </Button>
        {update.error && <FaultNotice message={update.error.message} code={update.error.code} />}
      </div>
    </Part>
  );
}

/** Makes a project and goes to where it begins. */
function NewProject() {
  const say = useSay();
  const { reload } = useSigned();
  const { choose } = usePreferences();
  const [, go] = useLocation();
  const [name, setName] = useState('');
  const create = useChange('project/create');
  const make = async () => {
    const { id } = await create.mutateAsync({ name });
    await reload();
    go('/');
    choose({ project: id });
  };
  return (
    <Part title={say(text.newProject)} sentence={say(text.newProjectHint)}>
      <div className="settings-form">
        <Field label={say(text.newProjectName)}>
          {(id) => (
            <Input id={id} value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
        <Button disabled={!name.trim()} loading={create.isPending} onClick={() => void make()}>
          {say(text.newProject)}
        </Button>
        {create.error && <FaultNotice message={create.error.message} code={create.error.code} />}
      </div>
    </Part>
  );
}
