export { cholesky, invertCholesky, logDeterminant, solveCholesky } from './cholesky.ts';
export {
  betaCdf,
  betaQuantile,
  chiSquareQuantile,
  chiSquareTail,
  fTail,
  normalCdf,
  normalDensity,
  normalQuantile,
  normalTwoSided,
  tCdf,
  tQuantile,
  tTwoSided,
} from './distributions.ts';
export { type Eigen, symmetricEigen } from './eigen.ts';
export { gaussLegendre } from './gauss-legendre.ts';
export { hessian } from './hessian.ts';
export { hypergeometric2F1, hypergeometric2F1AtOne } from './hypergeometric.ts';
export { integrate } from './integrate.ts';
export {
  type LbfgsOptions,
  lbfgs,
  lbfgsAwaiting,
  type Minimum,
  type SlowSmooth,
  type Smooth,
} from './lbfgs.ts';
export { type Box, type LeastSquares, leastSquares, type Residuals } from './levenberg-marquardt.ts';
export {
  addScaled,
  dot,
  identity,
  type Matrix,
  matrix,
  multiply,
  multiplyVector,
  norm,
  row,
  transpose,
} from './matrix.ts';
export { mean, sum } from './mean.ts';
export { nelderMead } from './nelder-mead.ts';
export { median, quantile, quantileOfSorted, sorted } from './quantile.ts';
export { midranks, order, tieSizes } from './rank.ts';
export { root } from './root.ts';
export { solve } from './solve.ts';
export { type Sparse, sparse, transposeSparse } from './sparse.ts';
export {
  complementaryError,
  digamma,
  incompleteBeta,
  incompleteGamma,
  logAddExp,
  logBeta,
  logGamma,
  logSigmoid,
  logSumExp,
  sigmoid,
  trigamma,
} from './special.ts';
export { correlation, covariance, standardDeviation, variance } from './variance.ts';
export {
  below,
  beta,
  binomial,
  exponential,
  gamma,
  normal,
  permutation,
  poisson,
  sampleWith,
  sampleWithout,
  weighted,
} from './variates.ts';
