import { PageHeader, useSay } from '#lib/ui';
import { useSigned } from '../../door/session.tsx';
import { AccountSettings } from './account-settings.tsx';
import { AuditLog } from './audit-log.tsx';
import { Look } from './look.tsx';
import { Members } from './members.tsx';
import { ProjectSettings } from './project-settings.tsx';
import './settings.css';
import { text } from './text.ts';

/** The project, its people, one's own account, and what was done. */
export default function SettingsPage() {
  const say = useSay();
  const { project } = useSigned();
  const owner = project.role === 'owner';
  return (
    <>
      <PageHeader title={say(text.settings)} sentence={say(text.sentence)} />
      <div className="settings">
        {owner && <ProjectSettings key={project.id} />}
        {owner && <Members />}
        <Look />
        <AccountSettings />
        {owner && <AuditLog />}
      </div>
    </>
  );
}
