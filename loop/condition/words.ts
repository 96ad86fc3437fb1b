import type { Words } from '#lib/core';
import type { Condition, EventPattern } from './condition.ts';
import { type Naming, plainNaming } from './naming.ts';
import { withNode } from './nodes/index.ts';
import type { Owner } from './scope.ts';

/** A condition as a phrase: "做过 支付订单 至少 3 次 且 城市 是 上海". */
export function conditionWords(condition: Condition, subject: Owner, naming: Naming = plainNaming): Words {
  return withNode(condition, (node, part) =>
    node.words(part, {
      subject,
      naming,
      words: (inner) => conditionWords(inner, subject, naming),
      pattern: (pattern) => patternWords(pattern, naming),
    }),
  );
}

/** An event with its filter: "支付订单（城市 是 上海）". */
export function patternWords({ event, where }: EventPattern, naming: Naming = plainNaming): Words {
  const name = naming.event(event);
  if (!where) return name;
  const filter = conditionWords(where, 'event', naming);
  return { zh: `${name.zh}（${filter.zh}）`, en: `${name.en} (${filter.en})` };
}
