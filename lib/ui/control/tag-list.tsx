import { CloseOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useSay } from '../say/language.tsx';
import { text } from '../say/text.ts';
import './control.css';

export interface Tag {
  readonly key: string;
  readonly label: string;
  /** Draws the eye: act on this, or at risk. */
  readonly tone?: 'accent' | 'risk' | 'primary';
}

interface Props {
  readonly tags: readonly Tag[];
  readonly label: string;
  readonly onRemove?: (key: string) => void;
  /** Stands at the end: a button that adds one. */
  readonly children?: ReactNode;
}

/** A row of short labels. */
export function TagList({ tags, label, onRemove, children }: Props) {
  const say = useSay();
  return (
    <ul className="ui-tags" aria-label={label}>
      {tags.map((tag) => (
        <li key={tag.key} className={`ui-tag${tag.tone ? ` ui-tag-${tag.tone}` : ''}`}>
          <span className="ui-ellipsis" title={tag.label}>
            {tag.label}
          </span>
          {onRemove && (
            <button
              type="button"
              className="ui-plain"
              aria-label={`${say(text.remove)} ${tag.label}`}
              onClick={() => onRemove(tag.key)}
            >
              <CloseOutlined />
            </button>
          )}
        </li>
      ))}
      {children && <li>{children}</li>}
    </ul>
  );
}
