import { seededRandom } from '#lib/core';
import {
  adjustedRand,
  assignToCentres,
  calinskiHarabasz,
  fitKMeans,
  fitKPrototypes,
  hdbscan,
  type Matrix,
  matrix,
  mean,
  meanSilhouette,
  normal,
  numberColumn,
  standardDeviation,
  startWorkerPool,
  table,
} from '#lib/science';
import { readColumns, reference } from '../../lib/science/testing/reference-data.ts';
import { rfm } from '../../lib/science/testing/rfm.ts';
import { telco } from '../../lib/science/testing/telco.ts';
import { atMost, type Line, near, type Section, timed } from './section.ts';

/** Groupings held against reference results, and k-means’ speed. */
export const groups: Section = {
  title: 'Groups',
  about:
    'Recency, frequency and amount of 4,339 customers of Online Retail (log1p, z-scored); 660 points of two moons with noise; Telco’s 19 variables, numbers z-scored. References: scikit-learn 1.2.1, R dbscan 1.1-11, kmodes.',
  async *lines() {
    const rfmFile = reference('refs/online_retail_rfm.csv');
    if (rfmFile) yield* kMeansLines(rfm(rfmFile));
    const moons = reference('refs/moons_noise.csv');
    const expected = reference('refs/moons_hdbscan_minpts10.csv');
    if (moons && expected) yield await moonsLine(moons, expected);
    yield* prototypes();
    yield* speed();
  },
};

async function* kMeansLines(data: Matrix): AsyncGenerator<Line> {
  const wanted = [
    [2, 6511.4501, 0.43233],
    [3, 4892.9277, 0.33679],
    [4, 3963.4931, 0.33524],
    [5, 3301.581, 0.31862],
    [8, 2357.805, 0.30155],
  ] as const;
  for (const [k, inertia, silhouette] of wanted) {
    const model = await fitKMeans(data, k, { random: seededRandom(1) });
    const line = near(`k-means inertia, k = ${k}`, model.inertia, inertia, inertia * 1e-4, 4);
    yield { ...line, wanted: `${inertia}, 1e-4 relative`, met: model.inertia <= inertia * 1.0001 };
    const labels = assignToCentres(model, data);
    yield near(`silhouette, k = ${k}`, await meanSilhouette(data, labels), silhouette, 0.002);
    if (k === 5) yield near('Caliński-Harabasz, k = 5', calinskiHarabasz(data, labels), 3188.368, 1, 2);
  }
}

async function moonsLine(moons: string, expected: string): Promise<Line> {
  const columns = Object.entries(readColumns(moons)).map(([first, rest]) => [first, ...rest].map(Number));
  const data = matrix(
    columns[0]!.length,
    2,
    columns[0]!.flatMap((x, i) => [x, columns[1]![i]!]),
  );
  const { labels } = await hdbscan(data, 10);
  const wanted = readColumns(expected).cl!.map((label) => (label === '0' ? -1 : Number(label)));
  const rand = adjustedRand(labels, wanted);
  return {
    what: 'HDBSCAN of two moons, minimum 10',
    wanted: 'equal to R dbscan (2 groups, 47 noise)',
    ours: `${new Set(labels).size - 1} groups, ${labels.filter((label) => label < 0).length} noise, adjusted Rand ${rand.toFixed(4)}`,
    met: rand === 1,
  };
}

async function* prototypes(): AsyncGenerator<Line> {
  const data = telco();
  if (!data) return;
  const mixed = table(
    data.variables.columns.map((column) => {
      if (column.kind === 'category') return column;
      const [centre, spread] = [mean(column.values), standardDeviation(column.values, 0)];
      return numberColumn(
        column.name,
        column.values.map((value) => (value - centre) / spread),
      );
    }),
  );
  for (const [k, cost] of [
    [2, 32869.89],
    [3, 23873.258],
    [4, 21786.902],
    [5, 20216.542],
  ] as const) {
    const model = await fitKPrototypes(mixed, k, { gamma: 0.5, starts: 10, random: seededRandom(1) });
    yield {
      ...near(`k-prototypes cost, k = ${k}`, model.cost, cost, 1, 3),
      wanted: `≤ ${cost}`,
      met: model.cost <= cost * 1.0001,
    };
  }
}

async function* speed(): AsyncGenerator<Line> {
  const pool = await startWorkerPool(2, new URL('science.js', import.meta.url));
  for (const rows of [10_000, 100_000, 1_000_000]) {
    const data = cloud(rows);
    const { seconds } = await timed(() =>
      fitKMeans(data, 8, { starts: 1, random: seededRandom(1) }, { pool }),
    );
    yield atMost(
      `k-means of ${rows.toLocaleString('en')} × 10, k = 8, one start, two threads`,
      seconds,
      10,
      ' s',
    );
  }
  await pool.close();
}

/** Eight overlapping normal clouds in ten dimensions. */
function cloud(rows: number): Matrix {
  const random = seededRandom(6);
  const centres = Array.from({ length: 80 }, () => 2 * normal(random));
  const data = matrix(rows, 10);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < 10; j++) data.values[i * 10 + j] = centres[(i % 8) * 10 + j]! + normal(random);
  return data;
}
