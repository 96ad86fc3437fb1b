import type { z } from 'zod';
import { analyses, type Kind } from '../analyses/index.ts';
import type { Analysis } from './analysis.ts';
import type { Common } from './question.ts';

/** A question as every analysis has it. */
export type AnyQuestion = Common & { kind: Kind };

/** An analysis as it is handled without knowing which it is. */
export type AnyAnalysis = Analysis<z.ZodType<AnyQuestion>>;

/** The analyses by the kind of their questions; the one place where they lose their own types. */
export const analysisOf: Readonly<Record<Kind, AnyAnalysis>> = analyses;

export function isKind(kind: unknown): kind is Kind {
  return typeof kind === 'string' && Object.hasOwn(analyses, kind);
}
