import { type Random, seededRandom } from '#lib/core';
import {
  averagePrecision,
  bootstrapInterval,
  brierScore,
  delongInterval,
  delongTest,
  expectedCalibrationError,
  fitIsotonicRegression,
  fitPlattScaling,
  gamma,
  ksSeparation,
  liftAt,
  logLoss,
  normal,
  normalCdf,
  predictIsotonicRegression,
  predictPlattScaling,
  rocAuc,
  sigmoid,
} from '#lib/science';
import { growth, measured } from './measured.ts';
import { atMost, type Line, type Section } from './section.ts';

/** Measures of scores and probabilities: intervals by simulation, calibration, speed. The measures themselves are compared in `linear`. */
export const judge: Section = {
  title: 'Judging',
  about:
    'Simulated scores: ones and zeros are two normal curves one deviation apart, so that the true AUC is Φ(1/√2) = 0.76025. Seeds 1 to 6.',
  async *lines() {
    yield* delong();
    yield* bootstrap();
    yield* calibration();
    yield* speed();
  },
};

const truth = normalCdf(Math.SQRT1_2);

function* delong(): Generator<Line> {
  for (const [ones, zeros] of [
    [60, 140],
    [20, 380],
  ] as const) {
    const random = seededRandom(1);
    let covered = 0;
    const runs = 4000;
    for (let run = 0; run < runs; run++) {
      const { target, scores } = binormal(random, ones, zeros);
      const { low, high } = delongInterval(target, scores);
      if (low <= truth && truth <= high) covered++;
    }
    yield coverage(`DeLong interval, ${ones} ones and ${zeros} zeros`, covered, runs);
  }
  const random = seededRandom(2);
  const runs = 2000;
  let alarms = 0;
  for (let run = 0; run < runs; run++) {
    const { target, scores } = binormal(random, 60, 140);
    const [a, b] = [0, 1].map(() => scores.map((score) => score + 0.7 * normal(random)));
    if (delongTest(target, a!, b!).p < 0.05) alarms++;
  }
  yield atMost(
    `DeLong test of two equally good scores, alarms at 5 %, ${runs} runs`,
    (100 * alarms) / runs,
    6,
    ' %',
  );
}

async function* bootstrap(): AsyncGenerator<Line> {
  for (const method of ['percentile', 'bca'] as const) {
    const random = seededRandom(3);
    const runs = 1000;
    let covered = 0;
    for (let run = 0; run < runs; run++) {
      const { target, scores } = binormal(random, 60, 90);
      const auc = (rows: Uint32Array) =>
        rocAuc(
          Float64Array.from(rows, (row) => target[row]!),
          Float64Array.from(rows, (row) => scores[row]!),
        );
      const options = { random, method, resamples: 500, strata: target };
      const { low, high } = await bootstrapInterval(target.length, auc, options);
      if (low <= truth && truth <= high) covered++;
    }
    yield coverage(`Bootstrap ${method} of the AUC, 60 ones and 90 zeros`, covered, runs);
  }
  for (const method of ['percentile', 'bca'] as const) {
    const random = seededRandom(4);
    const runs = 2000;
    let covered = 0;
    for (let run = 0; run < runs; run++) {
      const values = Float64Array.from({ length: 100 }, () => gamma(random, 2));
      const mean = (rows: Uint32Array) => rows.reduce((sum, row) => sum + values[row]!, 0) / rows.length;
      const { low, high } = await bootstrapInterval(100, mean, { random, method, resamples: 1000 });
      if (low <= 2 && 2 <= high) covered++;
    }
    yield coverage(`Bootstrap ${method} of the mean of 100 gamma(2) numbers`, covered, runs);
  }
}

function* calibration(): Generator<Line> {
  const random = seededRandom(5);
  const draw = () => {
    const logits = Float64Array.from({ length: 20_000 }, () => 1.5 * normal(random) - 1);
    return {
      target: logits.map((logit) => (random() < sigmoid(logit) ? 1 : 0)),
      said: logits.map((logit) => sigmoid(2 * logit)),
    };
  };
  const [known, fresh] = [draw(), draw()];
  const before = expectedCalibrationError(fresh.target, fresh.said);
  const logitsOf = (p: Float64Array) => p.map((each) => Math.log(each / (1 - each)));
  const isotonic = predictIsotonicRegression(fitIsotonicRegression(known.target, known.said), fresh.said);
  const platt = predictPlattScaling(
    fitPlattScaling(known.target, logitsOf(known.said)),
    logitsOf(fresh.said),
  );
  const told = `ECE10 of probabilities twice too sure (${before.toFixed(4)} before), 20,000 fresh rows`;
  yield atMost(`${told}, isotonic`, expectedCalibrationError(fresh.target, isotonic), 0.015, '', 4);
  yield atMost(`${told}, Platt`, expectedCalibrationError(fresh.target, platt), 0.015, '', 4);
}

async function* speed(): AsyncGenerator<Line> {
  const measures = [
    rocAuc,
    averagePrecision,
    ksSeparation,
    liftAt,
    logLoss,
    brierScore,
    expectedCalibrationError,
  ];
  const sizes = [10_000, 100_000, 1_000_000];
  const seconds: number[] = [];
  for (const rows of sizes) {
    const { target, scores } = binormal(seededRandom(6), rows / 4, (3 * rows) / 4);
    const p = scores.map(sigmoid);
    const run = await measured(
      `Seven measures of ${rows.toLocaleString('en')} rows`,
      Math.max(0.5, rows / 200_000),
      () => measures.map((measure) => measure(target, p)),
    );
    seconds.push(run.seconds);
    yield run.line;
  }
  yield growth('Seven measures', sizes, seconds, 1.5);
}

function binormal(random: Random, ones: number, zeros: number) {
  const target = Float64Array.from({ length: ones + zeros }, (_, i) => (i < ones ? 1 : 0));
  return { target, scores: target.map((one) => one + normal(random)) };
}

function coverage(what: string, covered: number, runs: number): Line {
  const share = (100 * covered) / runs;
  return {
    what: `${what}: holds the truth in ${runs} runs`,
    wanted: '95 ± 1 %',
    ours: `${share.toFixed(2)} %`,
    met: Math.abs(share - 95) <= 1,
  };
}
