import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { normal } from '../numeric/variates.ts';
import { reference } from '../testing/reference-data.ts';
import { chainLadder } from './chain-ladder.ts';
import { forecastEts, forecastMstl } from './forecast.ts';
import { forecastProphet } from './forecast-prophet.ts';
import { holidayRules, holidaysBetween } from './holidays.ts';
import { loess } from './loess.ts';
import { mstl, seasonWidening } from './mstl.ts';
import { robustZ } from './robust-z.ts';
import { stl, stlParameters } from './stl.ts';

const airFile = reference('data/timeseries/AirPassengers.csv');
const nottemFile = reference('data/timeseries/nottem.csv');
const column = (file: string) => readFileSync(file, 'utf8').trim().split('\n').slice(1).map(Number);
const mape = (forecast: readonly number[], truth: readonly number[]) =>
  (100 * truth.reduce((sum, value, i) => sum + Math.abs(forecast[i]! / value - 1), 0)) / truth.length;

// the body of a suite that is left out is run all the same, to find its tests
if (airFile && nottemFile)
  describe('on the passengers of 1949 to 1960 and the temperatures of Nottingham', () => {
    const air = column(airFile!);
    const nottem = column(nottemFile!);

    it('STL gives the parts that R gives', () => {
      const { seasonal, trend, remainder } = stl(nottem, 12);
      for (const [i, parts] of [
        [-9.347198, 49.680673, 0.26652538],
        [-9.8552496, 49.545521, 1.1097288],
        [-6.8533008, 49.410369, 1.8429318],
      ].entries()) {
        expect(seasonal[i]).toBeCloseTo(parts[0]!, 4);
        expect(trend[i]).toBeCloseTo(parts[1]!, 4);
        expect(remainder[i]).toBeCloseTo(parts[2]!, 4);
      }
      const log = stl(air.map(Math.log), 12);
      expect(log.seasonal[0]).toBeCloseTo(-0.091640424, 6);
      expect(log.trend[0]).toBeCloseTo(4.8293887, 6);
    });

    it('MSTL and Prophet forecast the last two years as well as the reference', async () => {
      const error = async (y: readonly number[], log: boolean) =>
        mape((await forecastMstl(y.slice(0, -24), [12], 24, { log })).expected, y.slice(-24));
      expect(await error(air, true)).toBeLessThanOrEqual(4.7);
      expect(await error(nottem, false)).toBeLessThanOrEqual(3.9);
      const days = nottem.map((_, i) => Date.UTC(1920, i, 1) / 1000);
      const prophet = await forecastProphet(days.slice(0, -24), nottem.slice(0, -24), days.slice(-24));
      expect(mape(prophet.expected, nottem.slice(-24))).toBeLessThanOrEqual(3.9);
      const inside = nottem
        .slice(-24)
        .filter((value, i) => value >= prophet.low[i]! && value <= prophet.high[i]!);
      expect(inside.length).toBeGreaterThanOrEqual(20);
    });
  });

describe('decomposition', () => {
  const random = seededRandom(4);
  const days = Array.from({ length: 400 }, (_, i) => i);
  const week = [3, 1, 0, 0, 1, 5, 6];
  const made = days.map(
    (i) => 50 + 0.1 * i + week[i % 7]! + 8 * Math.sin((2 * Math.PI * i) / 100) + 0.2 * normal(random),
  );

  it('adds up to the series exactly', () => {
    const { seasonal, trend, remainder } = stl(made, 7, { robust: true, seasonalWidth: 11 });
    for (const [i, value] of made.entries())
      expect(seasonal[i]! + trend[i]! + remainder[i]!).toBeCloseTo(value, 9);
  });

  it('parts two seasons from which a series was made', () => {
    const { seasonals, remainder } = mstl(made, [7, 100]);
    const centre = week.reduce((a, b) => a + b) / 7;
    for (const i of [100, 203, 301]) expect(seasonals[0]![i]).toBeCloseTo(week[i % 7]! - centre, 0);
    expect(Math.sqrt(remainder.reduce((sum, value) => sum + value * value, 0) / 400)).toBeLessThan(0.5);
  });

  it('takes the widths of R: the trend over nextodd(ceiling(1.5 period / (1 − 1.5 / width)))', () => {
    for (const [period, seasonalWidth, trendWidth] of [
      [7, 7, 15],
      [12, 7, 23],
      [12, 13, 21],
      [7, 11, 13],
      [24, 15, 41],
      [4, 5, 9],
    ] as const)
      expect(stl(made, period, { seasonalWidth })).toEqual(stl(made, period, { seasonalWidth, trendWidth }));
    for (const [period, trendWidth] of [
      [7, 11],
      [12, 19],
      [24, 37],
      [4, 7],
    ] as const)
      expect(stl(made, period)).toEqual(stl(made, period, { trendWidth }));
  });

  it('smooths the season of a phase by a mean, as R does: a trend of one phase lags at its end', () => {
    const rising = days.map((i) => (i % 7 === 0 ? i : 0));
    const { seasonal } = stl(rising, 7, { seasonalWidth: 11 });
    const last = 399 - (399 % 7);
    const shares = Array.from({ length: 11 }, (_, k) => (1 - (k / 10) ** 3) ** 3);
    const mean =
      shares.reduce((sum, share, k) => sum + share * (last - 7 * k), 0) / shares.reduce((a, b) => a + b);
    expect(last - mean).toBeGreaterThan(15);
    expect(seasonal[last]! - seasonal[last - 1]!).toBeLessThan(mean + 5);
  });

  it('takes one turn for one season, as R does, and the last trend of two', () => {
    const one = mstl(made, [7]);
    const parts = stl(made, 7, { seasonalWidth: 11 });
    expect(one.seasonals[0]).toEqual(parts.seasonal);
    expect(one.trend).toEqual(parts.trend);
    const seasons: Float64Array[] = [new Float64Array(400), new Float64Array(400)];
    let rest: Float64Array = Float64Array.from(made);
    for (const k of [0, 1, 0, 1]) {
      const own = rest.map((value, i) => value + seasons[k]![i]!);
      seasons[k] = stl(own, [7, 100][k]!, { seasonalWidth: [11, 15][k]! }).seasonal;
      rest = own.map((value, i) => value - seasons[k]![i]!);
    }
    expect(mstl(made, [7, 100]).seasonals).toEqual(seasons);
  });

  it('knows how much of the noise its seasons take: as drawing noise and decomposing it shows', () => {
    for (const [n, periods] of [
      [140, [7]],
      [84, [12]],
      [400, [7, 100]],
    ] as const) {
      let [left, all, off, places] = [0, 0, 0, 0];
      for (let draw = 0; draw < 40; draw++) {
        const noise = Array.from({ length: n }, () => normal(random));
        const { seasonals } = mstl(noise, periods);
        const season = noise.map((_, i) => seasonals.reduce((sum, part) => sum + part[i]!, 0));
        left += noise.reduce((sum, value, i) => sum + (value - season[i]!) ** 2, 0);
        all += n;
        for (let i = n - periods[0]!; i < n; i++, places++) off += season[i]! ** 2;
      }
      const drawn = Math.sqrt((1 + off / places) / (left / all));
      expect(Math.abs(seasonWidening(n, periods) / drawn - 1)).toBeLessThan(0.06);
    }
  });

  it('keeps a straight line as it is', () => {
    for (const [i, value] of loess(days, 21, 1, 3).entries()) expect(value).toBeCloseTo(i, 9);
  });

  it('has as many parameters as the sum of what each value adds to its own fit', () => {
    for (const [n, period] of [
      [84, 7],
      [60, 12],
    ] as const) {
      let sum = 0;
      for (let i = 0; i < n; i++) {
        const one = new Float64Array(n);
        one[i] = 1;
        sum += 1 - stl(one, period, { trendWidth: 10 * period }).remainder[i]!;
      }
      expect(stlParameters(n, period, 10 * period)).toBeCloseTo(sum, 2);
    }
  });

  it('needs two whole cycles', () => {
    expect(() => stl([1, 2, 3], 2)).toThrow(/values of the series: at least 4/);
    expect(() => stl(made, 1.5)).toThrow(/period is 1.5/);
    expect(() => stl([...made.slice(0, 20), Number.NaN], 7)).toThrow(/no value in row 21/);
  });
});

describe('the limits of a forecast with seasons', () => {
  it('hold 95 of 100 values to come, one day ahead and four weeks', async () => {
    let [near, far] = [0, 0];
    const runs = 60;
    for (let seed = 1; seed <= runs; seed++) {
      const random = seededRandom(seed);
      const week = Array.from({ length: 7 }, () => 3 * normal(random));
      const y = Array.from({ length: 168 }, (_, i) => 50 + 0.05 * i + week[i % 7]! + normal(random));
      const { low, high } = await forecastMstl(y.slice(0, 140), [7], 28);
      const held = (h: number) => Number(low[h]! <= y[140 + h]! && y[140 + h]! <= high[h]!);
      for (let h = 0; h < 14; h++) {
        near += held(h);
        far += held(14 + h);
      }
    }
    // values of one run go together; over 200 runs the shares are 94 to 96 %
    expect(near / (14 * runs)).toBeGreaterThan(0.925);
    expect(far / (14 * runs)).toBeGreaterThan(0.925);
    expect(near / (14 * runs)).toBeLessThan(0.98);
  });
});

describe('outliers', () => {
  it('are far from the median in robust deviations', () => {
    expect([...robustZ([1, 2, 3, 4, 100])].map((z) => Math.round(z * 100) / 100)).toEqual([
      -1.35, -0.67, 0, 0.67, 65.43,
    ]);
    expect([...robustZ([5, 5, 5, 6])]).toEqual([0, 0, 0, Number.POSITIVE_INFINITY]);
    expect(() => robustZ([Number.NaN])).toThrow(/no value in any row/);
  });
});

/** Claims of Taylor & Ashe (1983), cumulative; results printed by Mack (1993). */
const triangle = [
  [357848, 1124788, 1735330, 2218270, 2745596, 3319994, 3466336, 3606286, 3833515, 3901463],
  [352118, 1236139, 2170033, 3353322, 3799067, 4120063, 4647867, 4914039, 5339085],
  [290507, 1292306, 2218525, 3235179, 3985995, 4132918, 4628910, 4909315],
  [310608, 1418858, 2195047, 3757447, 4029929, 4381982, 4588268],
  [443160, 1136350, 2128333, 2897821, 3402672, 3873311],
  [396132, 1333217, 2180715, 2985752, 3691712],
  [440832, 1288463, 2419861, 3483130],
  [359480, 1421128, 2864498],
  [376686, 1363294],
  [344014],
];

describe('young cohorts', () => {
  it('are forecast from older ones with the errors that Mack printed', () => {
    const { cohorts } = chainLadder(triangle);
    const reserve = (i: number) => cohorts[i]!.expected.at(-1)! - triangle[i]!.at(-1)!;
    const reserves = [94634, 469511, 709638, 984889, 1419459, 2177641, 3920301, 4278972, 4625811];
    const errors = [75535, 121699, 133549, 261406, 411010, 558317, 875328, 971258, 1363155];
    for (const [k, wanted] of reserves.entries()) {
      expect(Math.abs(reserve(k + 1) - wanted)).toBeLessThan(1);
      expect(Math.abs(cohorts[k + 1]!.errors.at(-1)! - errors[k]!)).toBeLessThan(2);
    }
    expect(cohorts[0]!.expected).toEqual([]);
  });

  it('lie in their intervals about as often as the intervals say', () => {
    const random = seededRandom(5);
    let inside = 0;
    let all = 0;
    for (let run = 0; run < 200; run++) {
      const whole = Array.from({ length: 12 }, () => {
        const values = [1000];
        for (let age = 1; age < 8; age++) {
          let stay = 0;
          for (let i = 0; i < values.at(-1)!; i++) if (random() < 0.8) stay++;
          values.push(stay);
        }
        return values;
      });
      const { cohorts } = chainLadder(
        whole.map((values, i) => values.slice(0, Math.max(1, Math.min(8, 12 - i)))),
        0.9,
      );
      const young = cohorts[10]!;
      all++;
      if (whole[10]![7]! >= young.low.at(-1)! && whole[10]![7]! <= young.high.at(-1)!) inside++;
    }
    expect(inside / all).toBeGreaterThan(0.8);
    expect(inside / all).toBeLessThan(0.98);
  });

  it('need counts that can be', () => {
    expect(() => chainLadder([[1, 2]])).toThrow(/cohorts: at least 2/);
    expect(() => chainLadder([[1, 2], [-1]])).toThrow(/cohort 2 is -1/);
  });
});

describe('exponential smoothing', () => {
  it('goes on with a trend and widens with time', async () => {
    const random = seededRandom(6);
    const y = Array.from({ length: 80 }, (_, i) => 10 + 2 * i + normal(random));
    const { expected, low, high } = await forecastEts(y, 5);
    expect(expected[4]).toBeCloseTo(10 + 2 * 84, -1);
    expect(high[4]! - low[4]!).toBeGreaterThanOrEqual(high[0]! - low[0]!);
    await expect(forecastEts([1, 2, 3, 4, -5], 3, { log: true })).rejects.toThrow(
      /value 5 of a series on the log scale is -5/,
    );
  });
});

describe('series and options that cannot be', () => {
  const y = Array.from({ length: 60 }, (_, i) => 10 + (i % 7) + Math.sin(i));
  const days = y.map((_, i) => i * 86_400);

  it('are refused by forecasts, which else would answer NaN or not at all', async () => {
    await expect(forecastEts(y, 3, { level: 95 })).rejects.toThrow(/level is 95/);
    await expect(forecastEts(y, 1.5)).rejects.toThrow(/the horizon is 1.5/);
    await expect(forecastMstl(y, [], 3)).rejects.toThrow(/periods: at least 1/);
    await expect(forecastMstl(y, [7.5], 3)).rejects.toThrow(/period is 7.5/);
    await expect(forecastProphet(days, y, [0], { level: 95 })).rejects.toThrow(/level is 95/);
    await expect(forecastProphet(days, y, [Number.NaN])).rejects.toThrow(/the moments to forecast/);
  });

  it('are refused by decompositions, which else would not end', () => {
    expect(() => stl(y, 7, { seasonalWidth: 1 })).toThrow(/width of the season is 1/);
    expect(() => stl(y, 7, { trendWidth: Number.NaN })).toThrow(/trendWidth is NaN/);
    expect(() => mstl(y, [7], 0)).toThrow(/turns is 0/);
    expect(() => loess(y, 0, 1)).toThrow(/width is 0/);
    expect(() => robustZ([1, Number.POSITIVE_INFINITY])).toThrow(/the series/);
    expect(() => holidaysBetween(1800, 1801)).toThrow(/year is 1800/);
  });
});

describe('holidays', () => {
  it('fall on their days of known years', () => {
    expect([2020, 2023, 2024, 2025, 2026].map(holidayRules.springFestival)).toEqual([
      '2020-01-25',
      '2023-01-22',
      '2024-02-10',
      '2025-01-29',
      '2026-02-17',
    ]);
    expect([2023, 2024, 2025].map(holidayRules.midAutumn)).toEqual([
      '2023-09-29',
      '2024-09-17',
      '2025-10-06',
    ]);
    expect([2023, 2024, 2025].map(holidayRules.dragonBoat)).toEqual([
      '2023-06-22',
      '2024-06-10',
      '2025-05-31',
    ]);
    expect([2023, 2024, 2025].map(holidayRules.qingming)).toEqual(['2023-04-05', '2024-04-04', '2025-04-04']);
    expect([2023, 2024, 2025].map(holidayRules.easter)).toEqual(['2023-04-09', '2024-03-31', '2025-04-20']);
    expect([2024, 2025].map(holidayRules.blackFriday)).toEqual(['2024-11-29', '2025-11-28']);
  });

  it('come in the order of time', () => {
    const days = holidaysBetween(2025, 2026, ['springFestival', 'christmas']);
    expect(days.map(({ day }) => day)).toEqual(['2025-01-29', '2025-12-25', '2026-02-17', '2026-12-25']);
  });
});
