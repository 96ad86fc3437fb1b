import { beforeAll, describe, expect, it } from 'vitest';
import { matrix } from '../numeric/matrix.ts';
import { telco } from '../testing/telco.ts';
import { telcoChurn } from '../testing/telco-churn.ts';
import { harrellConcordance } from './concordance.ts';
import { coxRisk, coxSurvival, hazardRatios } from './cox-prediction.ts';
import { type CoxModel, fitCoxRegression } from './cox-regression.ts';
import { kaplanMeier, kaplanMeierBy, survivalAt } from './kaplan-meier.ts';
import { logRank } from './log-rank.ts';
import { testProportionalHazards } from './proportional-hazards.ts';
import { restrictedMean } from './restricted-mean.ts';
import { medianSurvival } from './survival-quantile.ts';

const data = telco();
const churn = data && telcoChurn(data);

describe.runIf(churn)('on Telco, as survival 3.5-3 of R', () => {
  it('Kaplan-Meier has its survival, errors, log-log limits, medians and restricted mean', () => {
    const curve = kaplanMeier(churn!.outcome);
    const expected = [
      [1, 0.946, 0.002696, 0.9404, 0.951],
      [12, 0.8432, 0.004492, 0.8342, 0.8518],
      [24, 0.7887, 0.005209, 0.7783, 0.7987],
      [72, 0.5928, 0.009919, 0.5731, 0.6119],
    ];
    for (const [time, survival, error, low, high] of expected) {
      const found = survivalAt(curve, time!);
      expect(found.survival).toBeCloseTo(survival!, 4);
      expect(found.standardError).toBeCloseTo(error!, 6);
      expect(found.low).toBeCloseTo(low!, 4);
      expect(found.high).toBeCloseTo(high!, 4);
    }
    expect(medianSurvival(curve)).toEqual({ time: null, low: null, high: null });
    expect(restrictedMean(curve, 72).value).toBeCloseTo(54.49238711, 7);
    expect(restrictedMean(curve, 72).standardError).toBeCloseTo(0.34775002, 7);
  });

  it('Kaplan-Meier differs by contract', () => {
    const [monthly, year, twoYears] = kaplanMeierBy(churn!.outcome, churn!.contract);
    expect(medianSurvival(monthly!.curve)).toEqual({ time: 35, low: 32, high: 38 });
    expect(medianSurvival(year!.curve)).toEqual({ time: null, low: 72, high: null });
    expect(survivalAt(monthly!.curve, 24).survival).toBeCloseTo(0.58591547, 8);
    expect(survivalAt(year!.curve, 72).standardError).toBeCloseTo(0.0580602083, 9);
    expect(survivalAt(twoYears!.curve, 72).high).toBeCloseTo(0.95250063, 8);
  });

  it('log-rank tests tell contracts apart, not genders', () => {
    const contract = logRank(churn!.outcome, churn!.contract);
    expect(contract.chiSquare).toBeCloseTo(2352.87, 2);
    expect(contract.groups.map((group) => Math.round(group.expected * 10) / 10)).toEqual([
      708.4, 470.7, 689.8,
    ]);
    const early = logRank(churn!.outcome, churn!.contract, { rho: 1 });
    expect(early.chiSquare).toBeCloseTo(2203.02, 2);
    expect(early.groups[0]!.observed).toBeCloseTo(1448.62, 2);
    const gender = logRank(churn!.outcome, churn!.gender);
    expect(gender.chiSquare).toBeCloseTo(0.5257, 4);
    expect(gender.p).toBeCloseTo(0.47, 2);
  });
});

describe.runIf(churn)('Cox regression on Telco, as survival 3.5-3 of R', () => {
  let model: CoxModel;
  beforeAll(async () => {
    model = await fitCoxRegression(churn!, { names: churn!.names });
  });

  it('has its coefficients, errors, likelihoods and tests with Efron’s ties', () => {
    const rows = hazardRatios(model);
    const expected: [string, number, number][] = [
      ['Contract=One year', -1.6483932, 0.0876817],
      ['Contract=Two year', -3.2590771, 0.1642617],
      ['InternetService=Fiber optic', 1.1362523, 0.1081662],
      ['PaymentMethod=Electronic check', 0.6203279, 0.0709334],
      ['SeniorCitizen=1', -0.108761, 0.0552476],
      ['MonthlyCharges', -0.0239751, 0.0022801],
    ];
    for (const [name, coefficient, error] of expected) {
      const found = rows.find((row) => row.name === name)!;
      expect(found.coefficient).toBeCloseTo(coefficient, 6);
      expect(found.standardError).toBeCloseTo(error, 6);
    }
    expect(rows[0]!.high).toBeCloseTo(0.228427, 6);
    expect(model.logLikelihood.none).toBeCloseTo(-15653.04, 2);
    expect(model.logLikelihood.fitted).toBeCloseTo(-13985.487, 3);
    expect(model.likelihoodRatio.chiSquare).toBeCloseTo(3335.1, 1);
    expect(model.wald.chiSquare).toBeCloseTo(1876.6, 1);
    expect(model.score.chiSquare).toBeCloseTo(3019.25, 2);
  });

  it('has its likelihoods and coefficients with Breslow’s ties', async () => {
    const breslow = await fitCoxRegression(churn!, { names: churn!.names, ties: 'breslow' });
    expect(breslow.logLikelihood.none).toBeCloseTo(-15669.705, 3);
    expect(breslow.logLikelihood.fitted).toBeCloseTo(-14034.778, 3);
    expect(breslow.coefficients[0]).toBeCloseTo(-1.643168655, 8);
    expect(breslow.coefficients[12]).toBeCloseTo(-0.023086743, 8);
  });

  it('finds hazards that are not proportional, term by term and in all', () => {
    const { terms, global } = testProportionalHazards(model, churn!, { terms: churn!.terms });
    const found = Object.fromEntries(terms.map((term) => [term.name, term.chiSquare]));
    expect(found.Contract).toBeCloseTo(89.5231, 4);
    expect(found.PaymentMethod).toBeCloseTo(46.2795, 4);
    expect(found.SeniorCitizen).toBeCloseTo(0.4222, 4);
    expect(found.MonthlyCharges).toBeCloseTo(108.1512, 4);
    expect(global.chiSquare).toBeCloseTo(270.5778, 4);
    expect(global.df).toBe(13);
  });

  it('has its baseline hazard and concordance', () => {
    const nobody = matrix(1, model.names.length);
    const hazard = coxSurvival(model, nobody, [1, 12, 24, 48, 72]).values.map((value) => -Math.log(value));
    const expected = [0.22166731, 0.82052275, 1.31159538, 2.63190929, 13.60071356];
    for (const [at, value] of expected.entries()) expect(hazard[at]! / value).toBeCloseTo(1, 6);
    const { concordance, standardError } = harrellConcordance(churn!.outcome, coxRisk(model, churn!.design));
    expect(concordance).toBeCloseTo(0.858, 3);
    expect(standardError).toBeCloseTo(0.004, 3);
  });
});
