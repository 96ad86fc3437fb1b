type Rgb = readonly [number, number, number];

function rgb(hex: string): Rgb {
  const n = Number.parseInt(hex.slice(1), 16);
  return [(n >> 16) & 255, (n >> 8) & 255, n & 255];
}

function luminance(hex: string): number {
  const [r, g, b] = rgb(hex).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The WCAG contrast ratio of two `#RRGGBB` colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** The colour `share` of the way from one to the other. */
export function mix(from: string, to: string, share: number): string {
  const a = rgb(from);
  const b = rgb(to);
  const parts = a.map((part, i) => Math.round(part + ((b[i] ?? 0) - part) * share));
  return '#' + parts.map((part) => part.toString(16).padStart(2, '0')).join('');
}

// Ink darker than the body's: with it and white, one of the two always reaches 4.5 : 1.
const INK = '#020617';
const WHITE = '#ffffff';

interface Shade {
  readonly fill: string;
  readonly text: string;
}

/** The colour for a share of the deepest value (0 to 1) and the text colour that can be read on it. */
export function shade(sequence: readonly string[], share: number): Shade {
  const [below, above] = readableOf(sequence);
  const held = Math.min(1, Math.max(0, share));
  return at(sequence, held < 0.5 ? held * 2 * below : above + (held - 0.5) * 2 * (1 - above));
}

function at(sequence: readonly string[], share: number): Shade {
  const place = share * (sequence.length - 1);
  const below = Math.floor(place);
  const from = sequence[below] ?? INK;
  const fill = mix(from, sequence[below + 1] ?? from, place - below);
  return { fill, text: contrast(fill, INK) >= contrast(fill, WHITE) ? INK : WHITE };
}

// Around the middle of a sequence neither ink nor white reads well, though both pass 4.5 : 1; those tones are left out.
const EASY = 5;
const STEPS = 100;
const readable = new WeakMap<readonly string[], readonly [number, number]>();

/** Up to where the lower half of a sequence reads easily, and from where its upper half does. */
function readableOf(sequence: readonly string[]): readonly [number, number] {
  const known = readable.get(sequence);
  if (known) return known;
  const shares = Array.from({ length: STEPS + 1 }, (_, i) => i / STEPS);
  const first = at(sequence, 0).text;
  const easy = (share: number) => contrast(at(sequence, share).fill, at(sequence, share).text) >= EASY;
  const flip = shares.find((share) => at(sequence, share).text !== first) ?? 1;
  const below = shares.findLast((share) => share < flip && easy(share)) ?? 0.5;
  const above = shares.find((share) => share >= flip && easy(share)) ?? 0.5;
  readable.set(sequence, [below, above]);
  return [below, above];
}
