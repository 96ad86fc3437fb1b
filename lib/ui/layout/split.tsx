import { DownOutlined } from '@ant-design/icons';
import { type ReactNode, useState } from 'react';
import { useNarrow } from '../theme/theme-provider.tsx';
import './layout.css';

interface Props {
  readonly side: ReactNode;
  /** The side in one line, for a phone. */
  readonly summary: ReactNode;
  readonly sideLabel: string;
  readonly children: ReactNode;
}

/** What is asked on the left, what comes of it on the right; on a phone the left folds into its summary. */
export function Split({ side, summary, sideLabel, children }: Props) {
  const narrow = useNarrow();
  const [open, setOpen] = useState(false);
  return (
    <div className="ui-split">
      <section aria-label={sideLabel} className="ui-split-side">
        {narrow && (
          <button
            type="button"
            className="ui-plain ui-split-summary"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            <span>{summary}</span>
            <DownOutlined aria-hidden rotate={open ? 180 : 0} />
          </button>
        )}
        {(!narrow || open) && <div className="ui-split-body">{side}</div>}
      </section>
      <div className="ui-split-main">{children}</div>
    </div>
  );
}
