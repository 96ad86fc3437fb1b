import type { Catalogue } from '#loop/condition';
import type { Face } from '../../face.tsx';
import type { FunnelAnswer } from './answer.ts';
import { Builder } from './builder.tsx';
import type { FunnelPoint } from './people.ts';
import type { FunnelDraft } from './question.ts';
import { Result } from './result.tsx';
import { firstSteps } from './start.ts';

const face: Face<FunnelDraft, FunnelAnswer, FunnelPoint> = {
  start: (catalogue: Catalogue) => ({ kind: 'funnel', steps: firstSteps(catalogue) }),
  Builder,
  Result,
};

export default face;
