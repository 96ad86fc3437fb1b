import type { ReactNode } from 'react';
import './layout.css';

/** Equal parts side by side, as many as fit; `min` is the narrowest a part may be. */
export function Tiles({ min = 320, children }: { min?: number; children: ReactNode }) {
  return (
    <div
      className="ui-tiles"
      style={{ gridTemplateColumns: `repeat(auto-fit, minmax(min(${min}px, 100%), 1fr))` }}
    >
      {children}
    </div>
  );
}
