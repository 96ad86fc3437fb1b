import { type CategoryColumn, categoryColumn } from '../table.ts';

/** Two small trials that survival textbooks compute by hand. */
export interface Trial {
  readonly outcome: { readonly time: Float64Array; readonly event: Float64Array };
  readonly group: CategoryColumn;
  /** 1 in the second group. */
  readonly treated: Float64Array;
}

/** Weeks of remission under placebo and 6-mercaptopurine; + is censored (Freireich et al. 1963, Cox 1972). */
export const remission = (): Trial =>
  trial({
    placebo: '1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23',
    'six-MP': '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+',
  });

/** Weeks until relapse with and without maintenance chemotherapy (Miller 1981, page 49). */
export const maintenance = (): Trial =>
  trial({
    maintained: '9 13 13+ 18 23 28+ 31 34 45+ 48 161+',
    'not maintained': '5 5 8 8 12 16+ 23 27 30 33 43 45',
  });

function trial(groups: Record<string, string>): Trial {
  const rows = Object.entries(groups).flatMap(([name, text]) =>
    text.split(' ').map((word) => ({ name, time: Number.parseInt(word, 10), censored: word.endsWith('+') })),
  );
  const names = Object.keys(groups);
  return {
    outcome: {
      time: Float64Array.from(rows, (row) => row.time),
      event: Float64Array.from(rows, (row) => (row.censored ? 0 : 1)),
    },
    group: categoryColumn(
      'group',
      rows.map((row) => row.name),
      names,
    ),
    treated: Float64Array.from(rows, (row) => (row.name === names[1] ? 1 : 0)),
  };
}
