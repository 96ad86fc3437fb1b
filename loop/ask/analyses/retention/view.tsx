import type { Catalogue } from '#loop/condition';
import type { Face } from '../../analysis/face.tsx';
import type { RetentionAnswer } from './answer.ts';
import type { RetentionPoint } from './people.ts';
import type { RetentionDraft } from './question.ts';
import { Builder } from './view/builder.tsx';
import { Result } from './view/result.tsx';

const face: Face<RetentionDraft, RetentionAnswer, RetentionPoint> = {
  start: ({ events }: Catalogue) => ({
    kind: 'retention',
    start: { event: events[0]?.name ?? '*' },
    return: { event: '*' },
  }),
  Builder,
  Result,
};

export default face;
