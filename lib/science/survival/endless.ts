/**
 * Whether a coefficient grows without end: the likelihood has stopped to rise, and still the last step is long. It happens
 * where a covariate foretells events perfectly, such as a category without any; a true maximum is reached by steps that
 * shrink to nothing.
 */
export function isEndless(step: Float64Array, coefficients: Float64Array): boolean {
  return step.some((part, j) => Math.abs(part) > Math.max(1e-3, 0.02 * Math.abs(coefficients[j]!)));
}
