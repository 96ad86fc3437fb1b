import { readFileSync } from 'node:fs';
import { type Random, seededRandom } from '#lib/core';
import { below, forecastMstl, forecastProphet, gamma, normal, seasonalEsd, stl } from '#lib/science';
import { reference } from '../../lib/science/testing/reference-data.ts';
import { atMost, type Line, near, type Section, timed } from './section.ts';

/** Forecasts and decompositions held against R. */
export const series: Section = {
  title: 'Series',
  about:
    'AirPassengers (forecast on the log scale) and nottem, the last 24 months held back; mean absolute percentage error. References: R forecast 8.20 (stlf 4.59 / 3.86), R stl.',
  async *lines() {
    const files = ['AirPassengers', 'nottem'].map((name) => reference(`data/timeseries/${name}.csv`));
    if (files[0] && files[1]) yield* forecasts(column(files[0]), column(files[1]));
    yield* anomalies();
  },
};

async function* anomalies(): AsyncGenerator<Line> {
  const random = seededRandom(1);
  const { seconds } = await timed(() =>
    seasonalEsd(
      seasonal(3650, 7, () => normal(random)),
      7,
    ),
  );
  yield atMost('seasonal ESD of ten years of days', seconds, 5, ' s');
  for (const [what, length, period] of [
    ['years of days, weeks', 365, 7],
    ['five years of weeks, years', 260, 52],
    ['ten years of months, years', 120, 12],
    ['five weeks of days, weeks', 35, 7],
  ] as const)
    yield falseAlarms(`${what}, normal noise`, () => seasonal(length, period, () => normal(random)), period);
  const heavy = () => normal(random) / Math.sqrt(gamma(random, 2.5, 2.5));
  const line = falseAlarms(
    'years of days, weeks, noise of Student’s t (5)',
    () => seasonal(365, 7, heavy),
    7,
  );
  yield { ...line, wanted: 'reported: its extremes are found', met: true };
  for (const size of [4, 5, 6]) yield found(size, random);
}

/** A slow rise and a season of other heights than the noise, which has a deviation of 1. */
const seasonal = (length: number, period: number, noise: () => number) =>
  Array.from({ length }, (_, i) => 100 + (20 * i) / length + 5 * (i % period) + noise());

function falseAlarms(what: string, made: () => number[], period: number): Line {
  const runs = 2000;
  let alarms = 0;
  for (let run = 0; run < runs; run++) if (seasonalEsd(made(), period).length > 0) alarms++;
  const share = alarms / runs;
  return {
    what: `seasonal ESD at 5 %, ${what}: finds anything in ${runs} runs`,
    wanted: '≤ 5 %',
    ours: `${(100 * share).toFixed(1)} %`,
    // two standard errors of the runs
    met: share <= 0.05 + 2 * Math.sqrt((0.05 * 0.95) / runs),
  };
}

/** One value of a year of days moved by some standard deviations of the noise, at a place drawn. */
function found(size: number, random: Random): Line {
  const runs = 500;
  let hits = 0;
  for (let run = 0; run < runs; run++) {
    const y = seasonal(365, 7, () => normal(random));
    const place = below(random, y.length);
    y[place]! += size;
    if (seasonalEsd(y, 7).some(({ at }) => at === place)) hits++;
  }
  return {
    what: `… finds a value of a year of days moved by ${size} standard deviations, ${runs} runs`,
    wanted: 'reported',
    ours: `${((100 * hits) / runs).toFixed(0)} %`,
    met: true,
  };
}

async function* forecasts(air: number[], nottem: number[]): AsyncGenerator<Line> {
  const mstlOf = async (y: number[], log: boolean) =>
    mape((await forecastMstl(y.slice(0, -24), [12], 24, { log })).expected, y.slice(-24));
  yield atMost('MSTL + ETS, AirPassengers', await mstlOf(air, true), 4.7, ' %');
  yield atMost('MSTL + ETS, nottem', await mstlOf(nottem, false), 3.9, ' %');
  const prophetOf = async (y: number[], year: number, multiplicative: boolean) => {
    const days = y.map((_, i) => Date.UTC(year, i, 1) / 1000);
    const forecast = await forecastProphet(days.slice(0, -24), y.slice(0, -24), days.slice(-24), {
      multiplicative,
    });
    return mape(forecast.expected, y.slice(-24));
  };
  yield atMost('Prophet, nottem', await prophetOf(nottem, 1920, false), 3.9, ' %');
  yield {
    ...atMost('Prophet, multiplicative, AirPassengers', await prophetOf(air, 1949, true), 10, ' %'),
    wanted: 'reported',
  };
  const parts = stl(nottem, 12);
  yield near('STL, nottem, season of January', parts.seasonal[0]!, -9.347198, 1e-5, 6);
  yield near('STL, nottem, trend of January 1920', parts.trend[0]!, 49.680673, 1e-5, 6);
}

const column = (file: string) => readFileSync(file, 'utf8').trim().split('\n').slice(1).map(Number);

const mape = (forecast: readonly number[], truth: readonly number[]) =>
  (100 * truth.reduce((sum, value, i) => sum + Math.abs(forecast[i]! / value - 1), 0)) / truth.length;
