/** A part of a whole. */
export interface PiePart {
  readonly name: string;
  readonly value: number | null;
  /** Everything else: grey. */
  readonly other?: boolean;
}

export interface PieSlice {
  readonly name: string;
  readonly value: number;
  readonly colour: number | 'other';
  /** The place among the parts; -1 for several folded together. */
  readonly at: number;
}

/** So many colours can be told apart. */
const COLOURS = 8;

/** The parts that are drawn, in their order, the last of too many folded together; what is unknown or not above zero is no part. */
export function foldParts(
  parts: readonly PiePart[],
  theRest: string,
): { readonly slices: readonly PieSlice[]; readonly whole: number } {
  let colour = 0;
  const known = parts.flatMap(({ name, value, other }, at): PieSlice[] =>
    value !== null && value > 0 ? [{ name, value, at, colour: other ? 'other' : colour++ }] : [],
  );
  const whole = known.reduce((sum, { value }) => sum + value, 0);
  const rest = known.filter((one) => one.colour === 'other' || one.colour >= COLOURS);
  if (rest.length < 2) return { slices: known, whole };
  const value = rest.reduce((sum, one) => sum + one.value, 0);
  const kept = known.filter((one) => !rest.includes(one));
  return { slices: [...kept, { name: theRest, value, colour: 'other', at: -1 }], whole };
}

const OUTER = 92;
const INNER = 56;

/** The outline of a slice of a ring between two parts of a turn, from the top clockwise. */
export function ringPath(from: number, to: number): string {
  // a whole turn begins and ends at one point, which would draw nothing
  const end = Math.min(to, from + 0.99999);
  const point = (turn: number, radius: number) => {
    const angle = 2 * Math.PI * turn;
    return `${(radius * Math.sin(angle)).toFixed(3)} ${(-radius * Math.cos(angle)).toFixed(3)}`;
  };
  const far = end - from > 0.5 ? 1 : 0;
  return (
    `M${point(from, OUTER)}A${OUTER} ${OUTER} 0 ${far} 1 ${point(end, OUTER)}` +
    `L${point(end, INNER)}A${INNER} ${INNER} 0 ${far} 0 ${point(from, INNER)}Z`
  );
}
