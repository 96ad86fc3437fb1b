import { funnel } from './funnel/funnel.ts';
import { retention } from './retention/retention.ts';
import { trend } from './trend/trend.ts';

/** The registry: one line an analysis. */
export const analyses = { retention, funnel, trend };
export type Kind = keyof typeof analyses;
