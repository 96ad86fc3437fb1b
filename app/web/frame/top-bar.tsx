import { DownOutlined } from '@ant-design/icons';
import { Dropdown, type MenuProps } from 'antd';
import { useLocation } from 'wouter';
import { useSay, useTokens } from '#lib/ui';
import { usePreferences } from '../api/preferences.tsx';
import { useSigned } from '../api/session.tsx';
import { useOperation } from '../api/use-operation.ts';
import { Icon } from './icon.tsx';
import { text } from './text.ts';

interface Props {
  readonly onMenu: () => void;
  readonly onJump: () => void;
}

/** Project, search and jump, language, theme and account. */
export function TopBar({ onMenu, onJump }: Props) {
  const say = useSay();
  const { mode } = useTokens();
  const { language, choose } = usePreferences();
  return (
    <header className="shell-top">
      <button
        type="button"
        className="ui-plain shell-round shell-burger"
        aria-label={say(text.openMenu)}
        onClick={onMenu}
      >
        <Icon name="menu" />
      </button>
      <ProjectChoice />
      <Simulated />
      <div className="shell-top-space" />
      <button type="button" className="shell-search" aria-label={`${say(text.jump)} Ctrl K`} onClick={onJump}>
        <Icon name="search" />
        <span>{say(text.jump)}</span> <kbd>Ctrl K</kbd>
      </button>
      <button
        type="button"
        className="ui-plain shell-round"
        aria-label={say(text.language)}
        title={say(text.language)}
        onClick={() => choose({ language: language === 'zh' ? 'en' : 'zh' })}
      >
        {language === 'zh' ? 'EN' : '中'}
      </button>
      <button
        type="button"
        className="ui-plain shell-round"
        aria-label={say(mode === 'dark' ? text.toLight : text.toDark)}
        title={say(mode === 'dark' ? text.toLight : text.toDark)}
        onClick={() => choose({ mode: mode === 'dark' ? 'light' : 'dark' })}
      >
        <Icon name={mode === 'dark' ? 'sun' : 'moon'} />
      </button>
      <AccountMenu />
    </header>
  );
}

/** Says that the project in view holds simulated data, wherever one is. */
function Simulated() {
  const say = useSay();
  const { data } = useOperation('demo/state', {}, { staleTime: 60_000 });
  if (!data || data.state === 'none') return null;
  return (
    <span className="shell-simulated" title={say(text.simulatedHint)}>
      {say(text.simulated)}
    </span>
  );
}

function ProjectChoice() {
  const say = useSay();
  const { choose } = usePreferences();
  const [, go] = useLocation();
  const { project, projects } = useSigned();
  const mayMake = project.role === 'owner';
  if (projects.length < 2 && !mayMake) return <strong className="ui-ellipsis">{project.name}</strong>;
  const items: MenuProps['items'] = [
    ...projects.map(({ id, name }) => ({ key: String(id), label: name })),
    ...(mayMake ? [{ type: 'divider' as const }, { key: 'new', label: say(text.newProject) }] : []),
  ];
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items,
        selectedKeys: [String(project.id)],
        onClick: ({ key }) =>
          key === 'new' ? go('/settings?part=project') : choose({ project: Number(key) }),
      }}
    >
      <button
        type="button"
        className="ui-plain shell-round"
        aria-label={`${say(text.project)} ${project.name}`}
      >
        <strong className="ui-ellipsis">{project.name}</strong> <DownOutlined aria-hidden />
      </button>
    </Dropdown>
  );
}

function AccountMenu() {
  const say = useSay();
  const [, go] = useLocation();
  const { email, logout } = useSigned();
  const items: MenuProps['items'] = [
    { key: 'email', label: email, disabled: true },
    { type: 'divider' },
    { key: 'settings', label: say(text.settings) },
    { key: 'logout', label: say(text.logout) },
  ];
  const choose = async (key: string) => {
    if (key === 'settings') return go('/settings');
    await logout();
    go('/');
  };
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => void choose(key) }}>
      <button type="button" className="ui-plain shell-round" aria-label={say(text.account)}>
        {email.slice(0, 1).toUpperCase()}
      </button>
    </Dropdown>
  );
}
