import type { Catalogue } from '#loop/condition';
import type { Face } from '../../analysis/face.tsx';
import type { RetentionAnswer } from './answer.ts';
import { Builder } from './builder.tsx';
import type { RetentionPoint } from './people.ts';
import type { RetentionDraft } from './question.ts';
import { Result } from './result.tsx';

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
