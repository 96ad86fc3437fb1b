interface Circles {
  /** The radii, the bigger 1. */
  readonly one: number;
  readonly other: number;
  /** From centre to centre. */
  readonly distance: number;
}

/** Two circles with areas as two counts, so far apart that the area they share is as the count of both. */
export function circlesOf(counts: { one: number; other: number; both: number }): Circles {
  const most = Math.max(counts.one, counts.other, 1);
  const [one, other] = [Math.sqrt(counts.one / most), Math.sqrt(counts.other / most)];
  const shared = (Math.min(counts.both, counts.one, counts.other) / most) * Math.PI;
  if (shared <= 0) return { one, other, distance: one + other + 0.08 };
  let [near, far] = [Math.abs(one - other), one + other];
  for (let step = 0; step < 60; step++) {
    const middle = (near + far) / 2;
    if (sharedArea(one, other, middle) > shared) near = middle;
    else far = middle;
  }
  return { one, other, distance: (near + far) / 2 };
}

/** The area that two circles share. */
export function sharedArea(a: number, b: number, distance: number): number {
  if (distance >= a + b) return 0;
  if (distance <= Math.abs(a - b)) return Math.PI * Math.min(a, b) ** 2;
  const angle = (r: number, s: number) =>
    Math.acos(Math.min(1, Math.max(-1, (distance ** 2 + r ** 2 - s ** 2) / (2 * distance * r))));
  const part = (r: number, half: number) => r ** 2 * (half - Math.sin(2 * half) / 2);
  return part(a, angle(a, b)) + part(b, angle(b, a));
}
