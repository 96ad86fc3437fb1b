import { readFileSync } from 'node:fs';
import { seededRandom } from '#lib/core';
import {
  attributeByRule,
  creditRules,
  markovAttribution,
  type Paths,
  pathsOf,
  shapleyAttribution,
  timeDecay,
} from '#lib/science';
import { readColumns, reference } from '../../lib/science/testing/reference-data.ts';
import { atMost, type Section, timed } from './section.ts';

/** Attribution held against the exact table of public path data. */
export const attribution: Section = {
  title: 'Attribution',
  about:
    'PathData of the R package ChannelAttribution: 10,000 paths, 12 channels, 19,785 conversions; the table was made by an independent exact solution. Greatest difference over all channels; the table has three digits.',
  async *lines() {
    const data = reference('data/channelattribution/PathData.csv');
    const table = reference('refs/attribution_exact.out');
    if (data && table) yield* exact(data, table);
    const large = simulated(200_000, 12);
    for (const order of [1, 2, 3]) {
      const { seconds } = await timed(() => markovAttribution(large, order));
      yield atMost(
        `Markov, order ${order}, 200,000 simulated paths of 12 channels`,
        seconds,
        order === 1 ? 2 : 10,
        ' s',
      );
    }
  },
};

async function* exact(data: string, table: string) {
  const columns = readColumns(data);
  const paths = pathsOf(
    columns.path!.map((path) => path.split(' > ')),
    columns.total_conversions!.map(Number),
    columns.total_null!.map(Number),
  );
  const rows = readFileSync(table, 'utf8')
    .split('\n')
    .filter((line) => /^\w+ +\d+\.\d/.test(line))
    .map((line) => line.split(/[\s|]+/));
  const methods: [string, number, Float64Array][] = [
    ['first', 1, attributeByRule(paths, creditRules.first)],
    ['last', 2, attributeByRule(paths, creditRules.last)],
    ['linear', 3, attributeByRule(paths, creditRules.linear)],
    ['U-shaped, 40/20/40', 4, attributeByRule(paths, creditRules.uShaped)],
    ['decay, half-life one step', 5, attributeByRule(paths, timeDecay(1))],
    ['Markov removal effect, order 1', 7, markovAttribution(paths).credited],
    ['Shapley', 10, shapleyAttribution(paths)],
  ];
  for (const [what, place, credited] of methods) {
    const off = rows.map((row) => Math.abs(credited[paths.channels.indexOf(row[0]!)]! - Number(row[place])));
    const most = Math.max(...off);
    yield { what, wanted: 'equal to 3 digits', ours: `off by ${most.toFixed(4)}`, met: most <= 0.00051 };
  }
}

function simulated(count: number, channels: number): Paths {
  const random = seededRandom(1);
  const walks = Array.from({ length: count }, () =>
    Array.from(
      { length: 1 + Math.floor(-4 * Math.log(1 - random())) },
      () => `c${Math.floor(channels * random() ** 2)}`,
    ),
  );
  const converted = walks.map((walk) => (random() < 0.1 * walk.length ** 0.5 ? 1 : 0));
  return pathsOf(
    walks,
    converted,
    converted.map((one) => 1 - one),
  );
}
