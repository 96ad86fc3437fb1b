import { type Catalogue, namingOf } from '#loop/condition';
import type { Face } from '../../analysis/face.tsx';
import type { RetentionAnswer } from './answer.ts';
import type { RetentionPoint } from './people.ts';
import type { RetentionDraft } from './question.ts';
import { choiceName } from './text.ts';
import { Builder } from './view/builder.tsx';
import { Result } from './view/result.tsx';

const anyEvent = { event: '*' };

const face: Face<RetentionDraft, RetentionAnswer, RetentionPoint> = {
  start: ({ events }: Catalogue) => ({
    kind: 'retention',
    start: { event: events[0]?.name ?? '*' },
    return: { event: '*' },
  }),
  conditions: ({ start = anyEvent, return: came = anyEvent }, catalogue) => {
    const [first, later] = [start, came].map((choice) => choiceName(choice, namingOf(catalogue)));
    return {
      zh: `做过${first!.zh}的人，之后又做${later!.zh}`,
      en: `Who did ${first!.en} and later did ${later!.en}`,
    };
  },
  Builder,
  Result,
};

export default face;
