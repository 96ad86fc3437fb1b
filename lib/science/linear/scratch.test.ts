import { it } from 'vitest';
import { telco } from '../testing/telco.ts';
import { takeRows, type Table } from '../table.ts';
import { applyOneHot, fitOneHot, applyScaling, fitScaling, designMatrix, namesOf } from '../prepare/index.ts';
import { rocAuc, averagePrecision, confusion, confusionMeasures, liftAt, brierScore, logLoss, expectedCalibrationError } from '../judge/index.ts';
import { fitLogisticRegression, predictLogisticRegression } from './index.ts';
const data = telco()!;
it('cv', async () => {
  const all: number[][] = [];
  for (let k = 0; k < 5; k++) {
    const rows = (keep: boolean) => Uint32Array.from(data.fold.keys()).filter((r) => (data.fold[r] === k) !== keep);
    const train = takeRows(data.variables, rows(true)), test = takeRows(data.variables, rows(false));
    const y = Float64Array.from(rows(true), (r) => data.churned[r]!), yt = Float64Array.from(rows(false), (r) => data.churned[r]!);
    const hot = fitOneHot(train); const scale = fitScaling(train, { columns: ['tenure', 'MonthlyCharges', 'TotalCharges'] });
    const make = (t: Table) => applyOneHot(hot, applyScaling(scale, t));
    const x = designMatrix(make(train));
    const t0 = performance.now();
    const model = await fitLogisticRegression(x, y, { l2: 1, names: namesOf(make(train)) });
    const lb = await fitLogisticRegression(x, y, { l2: 1, solver: 'lbfgs' });
    const t1 = performance.now();
    const p = predictLogisticRegression(model, designMatrix(make(test)));
    const m = confusionMeasures(confusion(yt, p));
    all.push([rocAuc(yt, p), averagePrecision(yt, p), m.accuracy, m.precision, m.recall, m.f1, liftAt(yt, p, 0.1), brierScore(yt, p), logLoss(yt, p), expectedCalibrationError(yt, p)]);
    console.log(model.steps, lb.steps, model.logLikelihood - lb.logLikelihood, Math.max(...model.coefficients.map((c, i) => Math.abs(c - lb.coefficients[i]!))), t1 - t0);
  }
  console.log(all[0]!.map((_, i) => (all.reduce((s, r) => s + r[i]!, 0) / 5).toFixed(5)).join(' '));
});
it('logit spec', async () => {
  const keep = (names: string[]) => ({ rows: data.variables.rows, columns: data.variables.columns.filter((c) => names.includes(c.name)) });
  const full = keep(data.variables.columns.map((c) => c.name));
  const t = applyOneHot(fitOneHot(full, { dropFirst: true }), full);
  const cols = t.columns.filter((c) => !/No internet service|No phone service/.test(c.name));
  const m = await fitLogisticRegression(designMatrix({ rows: t.rows, columns: cols }), data.churned, {});
  console.log('all drop', m.logLikelihood, m.steps, m.coefficients.length);
  const a = keep(['tenure','MonthlyCharges','SeniorCitizen','Contract','InternetService','PaymentMethod','PaperlessBilling','OnlineSecurity','TechSupport','Partner']);
  const ta = applyOneHot(fitOneHot(a, { dropFirst: true }), a);
  const ca = ta.columns.filter((c) => !/No internet service|No phone service/.test(c.name));
  const ma = await fitLogisticRegression(designMatrix({ rows: t.rows, columns: ca }), data.churned, {});
  console.log('drivers', ma.logLikelihood, ma.steps);
});
