import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useLocation, useSearch } from 'wouter';
import { PageHeader, useSay } from '#lib/ui';
import { useSigned } from '../../api/session.tsx';
import { AccountSettings } from './account-settings.tsx';
import { AuditLog } from './audit-log.tsx';
import { Look } from './look.tsx';
import { Members } from './members.tsx';
import { ProjectSettings } from './project-settings.tsx';
import './settings.css';
import { text } from './text.ts';

type Part = 'project' | 'members' | 'account' | 'look' | 'audit';

/** The project, its people, one's own account, and what was done: a tab each, kept in the address. */
export default function SettingsPage() {
  const say = useSay();
  const { project } = useSigned();
  const [, go] = useLocation();
  const asked = new URLSearchParams(useSearch()).get('part');
  const parts: readonly (readonly [Part, ReactNode])[] = [
    ...(project.role === 'owner'
      ? ([
          ['project', <ProjectSettings key={project.id} />],
          ['members', <Members key={project.id} />],
        ] as const)
      : []),
    ['account', <AccountSettings key="account" />],
    ['look', <Look key="look" />],
    ...(project.role === 'owner' ? ([['audit', <AuditLog key={project.id} />]] as const) : []),
  ];
  const shown = parts.find(([part]) => part === asked)?.[0] ?? parts[0]?.[0];
  return (
    <>
      <PageHeader title={say(text.settings)} sentence={say(text.sentence)} />
      <Tabs
        className="settings"
        activeKey={shown}
        onChange={(part) => go(`/settings?part=${part}`, { replace: true })}
        destroyOnHidden
        items={parts.map(([part, children]) => ({ key: part, label: say(text[part]), children }))}
      />
    </>
  );
}
