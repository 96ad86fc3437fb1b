import { seededRandom } from '#lib/core';
import {
  coxRisk,
  coxSurvival,
  fitCoxRegression,
  harrellConcordance,
  hazardRatios,
  kaplanMeier,
  kaplanMeierBy,
  logRank,
  matrix,
  medianSurvival,
  restrictedMean,
  survivalAt,
  testProportionalHazards,
} from '#lib/science';
import { telco } from '../../lib/science/testing/telco.ts';
import { type TelcoChurn, telcoChurn } from '../../lib/science/testing/telco-churn.ts';
import { type Line, near, type Section } from './section.ts';
import { survivalSimulations } from './survival-simulations.ts';
import { survivalSpeed } from './survival-speed.ts';

/** Survival held against R's package survival 3.5-3 on Telco, simulations and speed. */
export const survival: Section = {
  title: 'Survival',
  about:
    'Telco, months until a customer left, against R’s survival 3.5-3 (refs/telco_surv.out); simulations with seeds 1, 2 …; speed on seeded exponential times with 10 covariates, in seconds of processor time.',
  async *lines() {
    const data = telco();
    if (data) yield* onTelco(telcoChurn(data));
    yield* survivalSimulations(seededRandom(1));
    yield* survivalSpeed(seededRandom(2));
  },
};

async function* onTelco(churn: TelcoChurn): AsyncIterable<Line> {
  yield* curves(churn);
  const early = logRank(churn.outcome, churn.contract, { rho: 1 });
  yield near('log-rank of contracts, χ²', logRank(churn.outcome, churn.contract).chiSquare, 2353, 0.5, 2);
  yield near('log-rank of genders, χ²', logRank(churn.outcome, churn.gender).chiSquare, 0.5257, 5e-5);
  yield near('Fleming-Harrington ρ = 1 of contracts, χ²', early.chiSquare, 2203, 0.5, 2);
  yield* cox(churn);
}

function* curves({ outcome, contract }: TelcoChurn): Iterable<Line> {
  const curve = kaplanMeier(outcome);
  for (const [time, wanted] of [
    [12, 0.8432],
    [24, 0.7887],
    [48, 0.7088],
    [72, 0.5928],
  ] as const)
    yield near(`Kaplan-Meier S(${time})`, survivalAt(curve, time).survival, wanted, 5e-5);
  yield near('log-log limit of S(12), lower', survivalAt(curve, 12).low!, 0.8342, 5e-5);
  yield near('log-log limit of S(72), upper', survivalAt(curve, 72).high!, 0.6119, 5e-5);
  yield near('restricted mean to 72 months', restrictedMean(curve, 72).value, 54.4924, 5e-5);
  yield near('its standard error', restrictedMean(curve, 72).standardError, 0.3478, 5e-5);
  const { time, low, high } = medianSurvival(kaplanMeierBy(outcome, contract)[0]!.curve);
  const median = `${time} [${low}, ${high}]`;
  yield {
    what: 'median of month-to-month contracts',
    wanted: '35 [32, 38]',
    ours: median,
    met: median === '35 [32, 38]',
  };
}

async function* cox(churn: TelcoChurn): AsyncIterable<Line> {
  const { names, terms, design, outcome } = churn;
  const efron = await fitCoxRegression(churn, { names });
  const breslow = await fitCoxRegression(churn, { names, ties: 'breslow' });
  yield near('Cox, Efron, LL without covariates', efron.logLikelihood.none, -15653.04, 5e-3, 3);
  yield near('Cox, Efron, LL', efron.logLikelihood.fitted, -13985.487, 5e-4, 4);
  yield near('Cox, Breslow, LL', breslow.logLikelihood.fitted, -14034.778, 5e-4, 4);
  const rows = hazardRatios(efron);
  for (const [name, wanted] of [
    ['Contract=One year', -1.6483932],
    ['Contract=Two year', -3.2590771],
    ['InternetService=Fiber optic', 1.1362523],
    ['PaymentMethod=Electronic check', 0.6203279],
    ['MonthlyCharges', -0.0239751],
  ] as const)
    yield near(`Cox, Efron, ${name}`, rows.find((row) => row.name === name)!.coefficient, wanted, 1e-6, 7);
  yield near(
    'proportional hazards, global χ²',
    testProportionalHazards(efron, churn).global.chiSquare,
    270.5778,
    1e-3,
    4,
  );
  const byTerm = testProportionalHazards(efron, churn, { terms }).terms;
  yield near('proportional hazards, Contract χ²', byTerm[0]!.chiSquare, 89.5231, 1e-3, 4);
  const nobody = coxSurvival(efron, matrix(1, names.length), [72]).values[0]!;
  yield near('baseline hazard at 72 months', -Math.log(nobody), 13.60071356, 1e-4, 5);
  const { concordance, standardError } = harrellConcordance(outcome, coxRisk(efron, design));
  yield near('concordance', concordance, 0.858, 5e-4, 4);
  yield near('its standard error', standardError, 0.004, 5e-4, 4);
}
