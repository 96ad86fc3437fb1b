import type { Catalogue } from '#loop/condition';
import type { Face } from '../../analysis/face.tsx';
import type { FunnelAnswer } from './answer.ts';
import type { FunnelPoint } from './people.ts';
import type { FunnelDraft } from './question.ts';
import { firstSteps } from './start.ts';
import { Builder } from './view/builder.tsx';
import { Result } from './view/result.tsx';

const face: Face<FunnelDraft, FunnelAnswer, FunnelPoint> = {
  start: (catalogue: Catalogue) => ({ kind: 'funnel', steps: firstSteps(catalogue) }),
  Builder,
  Result,
};

export default face;
