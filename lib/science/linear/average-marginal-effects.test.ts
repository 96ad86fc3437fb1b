import { expect, it } from 'vitest';
import { applyOneHot, designMatrix, fitOneHot, namesOf } from '../prepare/index.ts';
import { columnNamed, table } from '../table.ts';
import { simulatedLogistic } from '../testing/simulated-logistic.ts';
import { telco } from '../testing/telco.ts';
import { averageMarginalEffects, fitLogisticRegression, predictLogisticRegression } from './index.ts';

const data = telco();

it.runIf(data)(
  'has the effects and standard errors that statsmodels gives for the drivers of Telco',
  async () => {
    const { variables, churned } = data!;
    const drivers = [
      ...['tenure', 'MonthlyCharges', 'SeniorCitizen', 'Contract', 'InternetService', 'PaymentMethod'],
      ...['PaperlessBilling', 'OnlineSecurity', 'TechSupport', 'Partner'],
    ];
    const chosen = table(drivers.map((name) => columnNamed(variables, name)));
    const hot = applyOneHot(fitOneHot(chosen, { dropFirst: true }), chosen);
    const kept = table(hot.columns.filter(({ name }) => !name.endsWith('No internet service')));
    const x = designMatrix(kept);
    const model = await fitLogisticRegression(x, churned, { names: namesOf(kept) });
    expect(model.logLikelihood).toBeCloseTo(-2956.2717, 4);
    expect(2 * (model.names.length + 1) - 2 * model.logLikelihood).toBeCloseTo(5942.5435, 3);
    const effects = new Map(averageMarginalEffects(model, x).map((effect) => [effect.name, effect]));
    // refs/extras.out
    const wanted: [string, number, number, number][] = [
      ['Contract=Two year', -0.185734, 0.023735, -7.825463],
      ['InternetService=No', -0.106164, 0.020946, -5.068379],
      ['Contract=One year', -0.092126, 0.014322, -6.432646],
      ['InternetService=Fiber optic', 0.070692, 0.019142, 3.692956],
      ['PaymentMethod=Electronic check', 0.049461, 0.012762, 3.875624],
      ['tenure', -0.004284, 0.000283, -15.123769],
    ];
    for (const [name, effect, standardError, z] of wanted) {
      expect(effects.get(name)!.estimate).toBeCloseTo(effect, 5);
      expect(effects.get(name)!.standardError).toBeCloseTo(standardError, 5);
      expect(effects.get(name)!.statistic).toBeCloseTo(z, 3);
    }
  },
);

it('of a step is the difference of the mean probabilities, its standard error that of a numerical derivative', async () => {
  const { x, target } = simulatedLogistic(29, 500, [1, 0.7]);
  for (let i = 0; i < 500; i++) x.values[2 * i + 1] = x.values[2 * i + 1]! > 0 ? 1 : 0;
  const model = await fitLogisticRegression(x, target);
  const effect = (of: typeof model) => {
    const at = (value: number) => ({ ...x, values: x.values.map((each, k) => (k % 2 === 1 ? value : each)) });
    const mean = (value: number) =>
      predictLogisticRegression(of, at(value)).reduce((sum, p) => sum + p, 0) / 500;
    return mean(1) - mean(0);
  };
  const step = averageMarginalEffects(model, x, { steps: ['x2'] })[1]!;
  expect(step.estimate).toBeCloseTo(effect(model), 12);
  const h = 1e-5;
  const moved = [
    { ...model, coefficients: [model.coefficients[0]! + h, model.coefficients[1]!] },
    { ...model, coefficients: [model.coefficients[0]!, model.coefficients[1]! + h] },
    { ...model, intercept: model.intercept + h },
  ];
  const slopes = moved.map((other) => (effect(other) - effect(model)) / h);
  const variance = slopes.flatMap((a, i) => slopes.map((b, j) => a * b * model.covariance![i * 3 + j]!));
  expect(step.standardError).toBeCloseTo(Math.sqrt(variance.reduce((sum, each) => sum + each, 0)), 6);
});

it('refuses a fit without standard errors', async () => {
  const { x, target } = simulatedLogistic(31, 100, [1]);
  const model = await fitLogisticRegression(x, target, { l2: 1 });
  expect(() => averageMarginalEffects(model, x)).toThrow(
    expect.objectContaining({ code: 'science.no-standard-errors' }),
  );
});
