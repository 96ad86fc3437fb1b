import type { Table } from '../table.ts';

/**
 * Any way to learn a number (or the chance of 1) from variables. `fit` gives a model of plain data, `predict` its value for
 * each row; rows may be weighted. The learners of effects are made of these and know nothing else of them.
 */
export interface Learner<Model> {
  fit(variables: Table, target: Float64Array, weights?: Float64Array): Model | Promise<Model>;
  predict(model: Model, variables: Table): Float64Array;
}
