import {
  formatChange,
  formatMeasure,
  formatMeasureFull,
  formatPoints,
  type Measure,
} from '../say/format-number.ts';
import { useLanguage, useSay } from '../say/language.tsx';
import { text } from '../say/text.ts';
import { Sparkline } from './sparkline.tsx';
import './figure.css';

interface Props {
  readonly name: string;
  readonly value: number | null;
  readonly measure: Measure;
  /** Below the name: of which days it is. */
  readonly note?: string;
  /** The value it is held against, and what that is: 比上周. */
  readonly before?: number | null;
  readonly beforeName?: string;
  readonly trend?: readonly (number | null)[];
  /** More is worse: churn, cost. */
  readonly lowerIsBetter?: boolean;
  /** Stands for itself, not among others. */
  readonly big?: boolean;
  readonly onClick?: () => void;
}

/** How a value changed: in points where it is a share, relative otherwise; null when it cannot be said. */
export function changeOf(
  value: number | null,
  before: number | null | undefined,
  measure: Measure,
): number | null {
  if (value === null || before === null || before === undefined) return null;
  if (measure !== 'count' && measure !== 'seconds') return value - before;
  return before === 0 ? null : (value - before) / Math.abs(before);
}

/** One number that matters, how it changed, and its recent course. */
export function Figure(props: Props) {
  const {
    name,
    note,
    value,
    measure,
    before,
    beforeName,
    trend,
    lowerIsBetter = false,
    big = false,
    onClick,
  } = props;
  const say = useSay();
  const language = useLanguage();
  const change = changeOf(value, before, measure);
  const still = change !== null && Math.abs(change) < 0.0005;
  const tone = change === null || still ? 'still' : change > 0 !== lowerIsBetter ? 'rise' : 'fall';
  const written =
    measure === 'count' || measure === 'seconds' ? formatChange(change) : formatPoints(change, language);
  const inside = (
    <>
      <span className="ui-figure-name">{name}</span>
      {note && <span className="ui-figure-note">{note}</span>}
      <span className="ui-figure-value" title={formatMeasureFull(value, measure, language)}>
        {formatMeasure(value, measure, language)}
      </span>
      <span className="ui-figure-foot">
        {change !== null && (
          <span className={`ui-figure-${tone}`}>
            {still ? (
              say(text.unchanged)
            ) : (
              <>
                <span aria-hidden>{change > 0 ? '↑ ' : '↓ '}</span>
                <span className="ui-hidden">{written.slice(0, 1)}</span>
                {written.slice(1)}
              </>
            )}
          </span>
        )}
        {beforeName && change !== null && <span className="ui-muted">{beforeName}</span>}
      </span>
      {trend && trend.length > 1 && <Sparkline values={trend} label={name} width={112} height={32} />}
    </>
  );
  const look = big ? 'ui-figure ui-figure-big' : 'ui-figure';
  return onClick ? (
    <button type="button" className={`ui-plain ${look}`} onClick={onClick}>
      {inside}
    </button>
  ) : (
    <div className={look}>{inside}</div>
  );
}
