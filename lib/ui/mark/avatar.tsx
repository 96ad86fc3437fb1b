import './avatar.css';

interface Props {
  /** What its letters are taken from. */
  readonly name: string;
  /** What its colour is chosen by: the same always has the same. */
  readonly seed: string;
  readonly size?: number;
}

const COLOURS = 8;

/** The letters of a name on a colour of its own; beside the name, so nothing is read out. */
export function Avatar({ name, seed, size = 28 }: Props) {
  const colour = colourOf(seed);
  return (
    <span
      aria-hidden
      className="ui-avatar"
      style={{
        width: size,
        height: size,
        fontSize: Math.round(size * 0.42),
        color: `var(--category-text-${colour})`,
        backgroundColor: `color-mix(in srgb, var(--category-${colour}) 12%, var(--paper))`,
      }}
    >
      {initialsOf(name)}
    </span>
  );
}

/** One letter of a Chinese name, the first letters of the first and the last word of another. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = [...(words[0] ?? '')][0] ?? '';
  if (words.length < 2 || /\p{Script=Han}/u.test(first)) return first.toUpperCase();
  return (first + ([...(words.at(-1) ?? '')][0] ?? '')).toUpperCase();
}

/** The number of a colour, always the same for the same text. */
export function colourOf(seed: string): number {
  let sum = 0;
  for (const letter of seed) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
  return sum % COLOURS;
}
