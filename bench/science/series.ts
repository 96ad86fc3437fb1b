import { readFileSync } from 'node:fs';
import { seededRandom } from '#lib/core';
import { forecastMstl, forecastProphet, normal, seasonalEsd, stl } from '#lib/science';
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
  const noisy = (length: number) =>
    Array.from({ length }, (_, i) => 100 + 20 * Math.sin(i / 58) + 5 * (i % 7) + normal(random));
  const { seconds } = await timed(() => seasonalEsd(noisy(3650), 7));
  yield atMost('seasonal ESD of ten years of days', seconds, 5, ' s');
  const runs = 100;
  let alarms = 0;
  for (let run = 0; run < runs; run++) if (seasonalEsd(noisy(365), 7).length > 0) alarms++;
  const what = `share of ${runs} years of noise in which seasonal ESD at 5 % finds anything`;
  yield { ...atMost(what, (100 * alarms) / runs, 10, ' %', 0), wanted: '≤ 5 %', met: alarms / runs <= 0.05 };
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
