import type { Catalogue } from '#loop/condition';
import type { Face } from '../../face.tsx';
import type { FunnelAnswer } from './answer.ts';
import { Builder } from './builder.tsx';
import type { FunnelPoint } from './people.ts';
import type { FunnelDraft } from './question.ts';
import { Result } from './result.tsx';

const face: Face<FunnelDraft, FunnelAnswer, FunnelPoint> = {
  start: ({ events }: Catalogue) => ({
    kind: 'funnel',
    steps: [{ event: events[0]?.name ?? '*' }, { event: events[1]?.name ?? events[0]?.name ?? '*' }],
  }),
  Builder,
  Result,
};

export default face;
