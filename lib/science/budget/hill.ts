/** Saturation by Hill (1910): `scale` · xˢ / (kˢ + xˢ). Half of the scale is reached at `half`; S-shaped where `shape` > 1. */
export interface Hill {
  readonly scale: number;
  readonly half: number;
  readonly shape: number;
}

/** The response to spending x ≥ 0. */
export function hillResponse({ scale, half, shape }: Hill, x: number): number {
  if (x <= 0) return 0;
  return scale / (1 + (half / x) ** shape);
}

/** What one more unit brings at x: the first derivative; Infinity at 0 where `shape` < 1. */
export function hillMarginal(curve: Hill, x: number): number {
  const { scale, half, shape } = curve;
  if (x <= 0) return shape > 1 ? 0 : shape < 1 ? Number.POSITIVE_INFINITY : scale / half;
  const ratio = (half / x) ** shape;
  return (scale * shape) / (x * (1 + ratio) * (1 + 1 / ratio));
}
