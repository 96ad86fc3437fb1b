import type { Catalogue } from '#loop/condition';
import type { Face } from '../../analysis/face.tsx';
import type { TrendAnswer } from './answer.ts';
import type { TrendPoint } from './people.ts';
import type { TrendDraft } from './question.ts';
import { Builder } from './view/builder.tsx';
import { Result } from './view/result.tsx';

const face: Face<TrendDraft, TrendAnswer, TrendPoint> = {
  start: ({ events }: Catalogue) => ({
    kind: 'trend',
    series: [{ event: events[0]?.name ?? '*', count: 'people' }],
  }),
  Builder,
  Result,
};

export default face;
