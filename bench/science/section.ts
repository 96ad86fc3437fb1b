/** One line of docs/science.md: what was computed, what the reference or the wish says, what ours gave. */
export interface Line {
  readonly what: string;
  /** The reference or the wanted figure, as text with its source. */
  readonly wanted: string;
  readonly ours: string;
  readonly met: boolean;
}

/** A part of `lib/science` held against its references: accuracy first, then simulations, then speed and growth. */
export interface Section {
  readonly title: string;
  /** What the figures were made from: data, protocol, seeds; one or two sentences. */
  readonly about: string;
  lines(): AsyncIterable<Line>;
}

/** Wall seconds of one run of `work`, and what it answered. */
export async function timed<T>(work: () => T | Promise<T>): Promise<{ seconds: number; answer: T }> {
  const start = performance.now();
  const answer = await work();
  return { seconds: (performance.now() - start) / 1000, answer };
}

/** A line for a number that must be within `tolerance` of the reference. */
export function near(what: string, ours: number, wanted: number, tolerance: number, digits = 5): Line {
  return {
    what,
    wanted: `${wanted} ± ${tolerance}`,
    ours: ours.toFixed(digits),
    met: Math.abs(ours - wanted) <= tolerance,
  };
}

/** A line for a number that must be at least `wanted`. */
export function atLeast(what: string, ours: number, wanted: number, digits = 4): Line {
  return { what, wanted: `≥ ${wanted}`, ours: ours.toFixed(digits), met: ours >= wanted };
}

/** A line for a number that must be at most `wanted`, such as seconds. */
export function atMost(what: string, ours: number, wanted: number, unit = '', digits = 2): Line {
  return { what, wanted: `≤ ${wanted}${unit}`, ours: `${ours.toFixed(digits)}${unit}`, met: ours <= wanted };
}
