export { adstock } from './adstock.ts';
export { type Allocation, allocateBudget, type Spending } from './allocate-budget.ts';
export { allocateWithConstraints, type SideConstraint } from './allocate-with-constraints.ts';
export { fitResponse, predictResponse, type ResponseModel, type ResponseOptions } from './fit-response.ts';
export { type Hill, hillMarginal, hillResponse } from './hill.ts';
export type { Interval } from './profile-interval.ts';
export { type CurvePoint, responseCurve } from './response-curve.ts';
