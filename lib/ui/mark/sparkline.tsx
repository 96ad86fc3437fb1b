interface Props {
  readonly values: readonly (number | null)[];
  readonly label: string;
  readonly width?: number;
  readonly height?: number;
}

/** The path through the known values of a small line; a gap where one is missing. */
export function sparkPath(values: readonly (number | null)[], width: number, height: number): string {
  const known = values.filter((value) => value !== null);
  const low = Math.min(...known);
  const range = Math.max(...known) - low;
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  let path = '';
  let drawing = false;
  values.forEach((value, i) => {
    if (value === null) {
      drawing = false;
      return;
    }
    const y = range === 0 ? height / 2 : height - ((value - low) / range) * height;
    path += `${drawing ? 'L' : 'M'}${(i * step).toFixed(1)} ${y.toFixed(1)}`;
    drawing = true;
  });
  return path;
}

/** A line as small as a word. */
export function Sparkline({ values, label, width = 96, height = 24 }: Props) {
  const path = sparkPath(values, width - 4, height - 4);
  return (
    <svg width={width} height={height} viewBox={`-2 -2 ${width} ${height}`} role="img" aria-label={label}>
      <path
        d={path}
        fill="none"
        stroke="var(--primary)"
        strokeWidth={1.5}
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
}
