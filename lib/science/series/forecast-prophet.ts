import { allFinite, atLeast, properShare, sameLength } from '../check.ts';
import { aNumber, checkOptions, judgedLater, type OptionRules, yesOrNo } from '../options.ts';
import { startAugurs } from './augurs.ts';
import { type SeriesForecast, seriesForecast } from './forecast.ts';
import type { Holiday } from './holidays.ts';

export interface ProphetForecastOptions {
  readonly level?: number;
  /** Seasons grow with the level instead of being added to it. */
  readonly multiplicative?: boolean;
  readonly holidays?: readonly Holiday[];
}

const prophetForecastOptionRules: OptionRules<ProphetForecastOptions> = {
  level: aNumber,
  multiplicative: yesOrNo,
  holidays: judgedLater,
};

/**
 * Prophet (Taylor & Letham 2018) with its own Stan model in WebAssembly: trend with changes, yearly and weekly seasons,
 * holidays; copes with gaps.
 * @param days moments of the values, seconds since 1970, ascending; @param future moments to forecast
 */
export async function forecastProphet(
  days: ArrayLike<number>,
  y: ArrayLike<number>,
  future: ArrayLike<number>,
  options: ProphetForecastOptions = {},
): Promise<SeriesForecast> {
  checkOptions(options, prophetForecastOptionRules);
  sameLength('the values', y, days.length);
  atLeast('values of the series', y.length, 3);
  allFinite('the series', y);
  allFinite('the moments', days);
  allFinite('the moments to forecast', future);
  const { level = 0.95 } = options;
  properShare('level', level);
  const { default: start, Prophet } = await import('@bsull/augurs/prophet');
  const { optimizer } = await import('@bsull/augurs-prophet-wasmstan');
  await startAugurs('prophet', start);
  const mode = options.multiplicative ? 'multiplicative' : 'additive';
  const model = new Prophet({
    optimizer,
    seasonalityMode: mode,
    holidaysMode: mode,
    intervalWidth: level,
    uncertaintySamples: 1000,
    ...(options.holidays?.length ? { holidays: occurrences(options.holidays) } : {}),
  });
  try {
    model.fit({ ds: Array.from(days), y: Array.from(y) });
    return seriesForecast(model.predict({ ds: Array.from(future) }).yhat);
  } finally {
    model.free();
  }
}

const daySeconds = 86_400;

function occurrences(holidays: readonly Holiday[]) {
  const byName = new Map<string, { occurrences: { start: number; end: number }[] }>();
  for (const { name, day } of holidays) {
    const start = Date.parse(`${day}T00:00:00Z`) / 1000;
    const known = byName.get(name) ?? byName.set(name, { occurrences: [] }).get(name)!;
    known.occurrences.push({ start, end: start + daySeconds });
  }
  return byName;
}
