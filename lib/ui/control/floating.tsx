import { Popover } from 'antd';
import type { ReactElement, ReactNode } from 'react';
import './control.css';

interface Props {
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly content: ReactNode;
  /** One element that takes a ref. */
  readonly children: ReactElement;
  readonly right?: boolean;
}

/** antd moves a panel aside by the width of its arrow at most; ours go as far as they must to stay on a phone. */
const intoView = { adjustY: 1, shiftX: true } as const;

/** A panel that hangs on a control; Escape and a click elsewhere close it. */
export function Floating({ open, onOpen, content, children, right = false }: Props) {
  return (
    <Popover
      open={open}
      onOpenChange={onOpen}
      trigger="click"
      placement={right ? 'bottomRight' : 'bottomLeft'}
      arrow={false}
      autoAdjustOverflow={intoView}
      destroyOnHidden
      classNames={{ root: 'ui-floating' }}
      styles={{ container: { padding: 0 } }}
      content={content}
    >
      {children}
    </Popover>
  );
}
