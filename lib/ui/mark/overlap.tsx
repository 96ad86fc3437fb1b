import { formatFull, formatNumber } from '../say/format-number.ts';
import { useLanguage } from '../say/language.tsx';
import { circlesOf } from './overlap-circles.ts';
import './overlap.css';

interface Props {
  readonly names: readonly [string, string];
  /** How many are in the first, in the second, and in both. */
  readonly counts: { readonly one: number; readonly other: number; readonly both: number };
  readonly label: string;
}

const HEIGHT = 200;

/** Two sets as circles whose areas, also of what they share, are as many as they hold. A picture: the counts stand beside it. */
export function Overlap({ names, counts, label }: Props) {
  const language = useLanguage();
  const { one, other, distance } = circlesOf(counts);
  const width = Math.max(one, distance + other) - Math.min(-one, distance - other);
  const left = Math.min(-one, distance - other);
  const most = Math.max(one, other, 0.01);
  const scale = (HEIGHT - 8) / (2 * most);
  const circle = (x: number, r: number, side: 0 | 1) => (
    <circle
      className={`ui-overlap-${side}`}
      cx={(x - left) * scale + 4}
      cy={HEIGHT / 2}
      r={Math.max(r * scale, r > 0 ? 1 : 0)}
    >
      <title>{`${names[side]}: ${formatFull(side === 0 ? counts.one : counts.other)}`}</title>
    </circle>
  );
  return (
    <svg
      className="ui-overlap"
      role="img"
      aria-label={`${label}: ${names[0]} ${formatNumber(counts.one, language)}, ${names[1]} ${formatNumber(counts.other, language)}`}
      viewBox={`0 0 ${Math.max(1, width * scale + 8)} ${HEIGHT}`}
    >
      {circle(0, one, 0)}
      {circle(distance, other, 1)}
    </svg>
  );
}
