export {
  fitLogisticRegression,
  type LogisticOptions,
  type LogisticRegression,
  predictLogisticRegression,
  predictLogits,
} from './logistic-regression.ts';
