export { type BgBbModel, fitBgBb } from './bg-bb.ts';
export { type BgNbdModel, fitBgNbd } from './bg-nbd.ts';
export { type Ahead, expectedPurchases, expectedPurchasesOfNewcomer } from './expected-purchases.ts';
export {
  expectedPurchaseValue,
  fitGammaGamma,
  type GammaGammaModel,
  type PurchaseValues,
} from './gamma-gamma.ts';
export { customerLifetimeValue, discountedPurchases, type LifetimeOptions } from './lifetime-value.ts';
export type { Estimates } from './likelihoods/maximise.ts';
export { lostSilence } from './lost-silence.ts';
export { fitMbgNbd, type MbgNbdModel } from './mbg-nbd.ts';
export { estimateOf, parameterIntervals } from './parameter-intervals.ts';
export { fitParetoNbd, type ParetoNbdModel } from './pareto-nbd.ts';
export { probabilityAlive } from './probability-alive.ts';
export { groupHistories, type PurchaseHistories } from './purchase-histories.ts';
export type { CustomerBaseModel } from './purchase-models.ts';
export { repurchaseBeyond, repurchaseQuantile } from './repurchase-interval.ts';
export {
  type Contracts,
  contractSurvival,
  expectedResidualLifetime,
  fitShiftedBetaGeometric,
  retentionRate,
  type ShiftedBetaGeometricModel,
} from './shifted-beta-geometric.ts';
