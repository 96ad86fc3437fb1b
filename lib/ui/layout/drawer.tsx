import { CloseOutlined } from '@ant-design/icons';
import { Drawer as AntDrawer } from 'antd';
import { type ReactNode, useEffect, useId, useMemo } from 'react';
import { useSay } from '../say/language.tsx';
import { text } from '../say/text.ts';
import { useNarrow } from '../theme/theme-provider.tsx';
import './layout.css';

interface Props {
  readonly open: boolean;
  readonly title: ReactNode;
  /** Stands below the title: how many, of what. */
  readonly sentence?: ReactNode;
  readonly actions?: ReactNode;
  readonly width?: number;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A sheet from the right over the page; Escape closes it and the focus returns. */
export function Drawer({ open, title, sentence, actions, width = 640, onClose, children }: Props) {
  const say = useSay();
  const id = useId();
  const narrow = useNarrow();
  // Owners take a drawer away at once when it closes, before antd would give the focus back.
  const opener = useMemo(() => (open ? document.activeElement : null), [open]);
  useEffect(() => {
    if (!(opener instanceof HTMLElement)) return;
    return () => {
      requestAnimationFrame(() => opener.isConnected && opener.focus({ preventScroll: true }));
    };
  }, [opener]);
  return (
    <AntDrawer
      open={open}
      aria-labelledby={id}
      onClose={onClose}
      size={narrow ? window.innerWidth : width}
      closable={false}
      destroyOnHidden
      styles={{ body: { padding: 0 }, mask: { backdropFilter: 'none' } }}
    >
      <div className="ui-drawer">
        {/* a header here would be a second one of the page */}
        <div className="ui-drawer-head">
          <div>
            <h2 id={id}>{title}</h2>
            {sentence && <p className="ui-muted">{sentence}</p>}
          </div>
          <div className="ui-actions">
            {actions}
            <button type="button" className="ui-plain ui-icon" aria-label={say(text.close)} onClick={onClose}>
              <CloseOutlined />
            </button>
          </div>
        </div>
        <div className="ui-drawer-body">{children}</div>
      </div>
    </AntDrawer>
  );
}
