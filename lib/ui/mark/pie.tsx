import { formatMeasureFull, formatRate, type Measure } from '../say/format-number.ts';
import { useLanguage, useSay } from '../say/language.tsx';
import { text } from '../say/text.ts';
import { foldParts, type PiePart, ringPath } from './pie-parts.ts';
import './pie.css';

interface Props {
  readonly parts: readonly PiePart[];
  readonly measure: Measure;
  readonly label: string;
  /** Called with the place of a part when it is chosen; what was folded together has none. */
  readonly onPart?: (index: number) => void;
}

/** Parts of a whole as a ring, and beside it the list of them with figure and share. */
export function Pie({ parts, measure, label, onPart }: Props) {
  const say = useSay();
  const language = useLanguage();
  const { slices, whole } = foldParts(parts, say(text.theRest));
  const write = (value: number) => formatMeasureFull(value, measure, language);
  let at = 0;
  return (
    <div className="ui-pie">
      <svg viewBox="-100 -100 200 200" role="img" aria-label={label}>
        {slices.map(({ name, value, colour }) => {
          const from = at;
          at += value / whole;
          return (
            <path
              key={name}
              d={ringPath(from, at)}
              fill={colour === 'other' ? 'var(--other)' : `var(--category-${colour})`}
            >
              <title>{`${name}: ${write(value)} · ${formatRate(value / whole)}`}</title>
            </path>
          );
        })}
        <text y={-6} className="ui-pie-name">
          {say(text.total)}
        </text>
        <text y={18} className="ui-pie-whole">
          {write(whole)}
        </text>
      </svg>
      <ol>
        {slices.map(({ name, value, colour, at: place }) => {
          const inside = (
            <>
              <i className={`ui-dot ui-dot-${colour}`} />
              <span className="ui-ellipsis" title={name}>
                {name}
              </span>
              <span>{write(value)}</span>
              <span className="ui-muted">{formatRate(value / whole)}</span>
            </>
          );
          return (
            <li key={name}>
              {onPart && place >= 0 ? (
                <button type="button" className="ui-plain" onClick={() => onPart(place)}>
                  {inside}
                </button>
              ) : (
                <div>{inside}</div>
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
