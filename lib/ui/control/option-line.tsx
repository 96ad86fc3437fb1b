import { CheckOutlined } from '@ant-design/icons';
import { formatFull, formatNumber, formatRate } from '../say/format-number.ts';
import { useLanguage } from '../say/language.tsx';
import type { Option } from './option.ts';

interface Props {
  readonly id: string;
  readonly option: Option;
  /** Its place in the list, from one, of which not all is drawn. */
  readonly place: number;
  readonly of: number;
  readonly active: boolean;
  readonly chosen: boolean;
  readonly describedBy: string | undefined;
  readonly onHover: () => void;
  readonly onChoose: () => void;
}

/** One line of a list to choose from: what it is, how many stand behind it, and how often it is filled. */
export function OptionLine({ id, option, place, of, active, chosen, describedBy, onHover, onChoose }: Props) {
  const language = useLanguage();
  const { label, icon, hint, count, share, muted } = option;
  return (
    <button
      type="button"
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      aria-setsize={of}
      aria-posinset={place}
      aria-describedby={describedBy}
      className={`ui-plain ui-option${active ? ' ui-option-active' : ''}${muted ? ' ui-option-muted' : ''}`}
      onMouseMove={active ? undefined : onHover}
      onClick={onChoose}
    >
      <span className="ui-option-tick">{chosen && <CheckOutlined />}</span>
      {icon && <span className="ui-option-icon">{icon}</span>}
      <span className="ui-ellipsis" title={label}>
        {label}
      </span>
      {hint && <small className="ui-ellipsis">{hint}</small>}
      <span className="ui-option-figures">
        {count !== undefined && <span title={formatFull(count)}>{formatNumber(count, language)}</span>}
        {share !== undefined && (
          <span className="ui-option-share" title={formatRate(share)}>
            <span style={{ width: `${Math.min(1, share) * 100}%` }} />
            {wholePercent(share)}
          </span>
        )}
      </span>
    </button>
  );
}

/** Whole percents; what is there at all is not 0 %, and what is missing anywhere is not 100 %. */
export function wholePercent(share: number): string {
  if (share > 0 && share < 0.01) return '<1%';
  if (share < 1 && share > 0.99) return '>99%';
  return `${Math.round(Math.min(1, share) * 100)}%`;
}
