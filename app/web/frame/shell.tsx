import { Drawer } from 'antd';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { useSay } from '#lib/ui';
import { within } from '../api/base.ts';
import { Broken } from './broken.tsx';
import { MenuList } from './menu-list.tsx';
import './shell.css';
import { text } from './text.ts';
import { TopBar } from './top-bar.tsx';

const Jump = lazy(async () => ({ default: (await import('./jump.tsx')).Jump }));

/** The frame around every page: menu, top bar, content. */
export function Shell({ children }: { children: ReactNode }) {
  const say = useSay();
  const [path] = useLocation();
  const search = useSearch();
  const place = `${path}?${search}`;
  const [menuOpen, setMenuOpen] = useState(false);
  const [jumping, setJumping] = useState(false);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setJumping(true);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  return (
    <div className="shell">
      <a className="shell-skip" href="#content">
        {say(text.skip)}
      </a>
      <aside className="shell-side" aria-label={say(text.menu)}>
        <Brand />
        <MenuList />
      </aside>
      <Drawer
        open={menuOpen}
        placement="left"
        size={264}
        title={<Brand />}
        onClose={() => setMenuOpen(false)}
      >
        <MenuList onGo={() => setMenuOpen(false)} />
      </Drawer>
      <div className="shell-main">
        <TopBar onMenu={() => setMenuOpen(true)} onJump={() => setJumping(true)} />
        <main id="content" className="shell-content" tabIndex={-1}>
          <Broken place={place}>{children}</Broken>
        </main>
      </div>
      {jumping && (
        <Suspense>
          <Jump onClose={() => setJumping(false)} />
        </Suspense>
      )}
    </div>
  );
}

function Brand() {
  return (
    <Link className="shell-brand" href="/">
      <img src={within('/icon.svg')} width={24} height={24} alt="" />
      Linger 留客
    </Link>
  );
}
