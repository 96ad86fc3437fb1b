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
const INK = '#01040f';
const WHITE = '#ffffff';

interface Shade {
  readonly fill: string;
  readonly text: string;
}

/** The colour for a share of the deepest value (0 to 1) and the text colour that has more contrast with it. */
export function shade(sequence: readonly string[], share: number): Shade {
  const place = Math.min(1, Math.max(0, share)) * (sequence.length - 1);
  const below = Math.floor(place);
  const from = sequence[below] ?? INK;
  const fill = mix(from, sequence[below + 1] ?? from, place - below);
  return { fill, text: contrast(fill, INK) >= contrast(fill, WHITE) ? INK : WHITE };
}
