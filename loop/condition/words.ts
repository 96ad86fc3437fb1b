import type { Words } from '#lib/core';
import type { Condition, EventPattern } from './condition.ts';
import { type EventChoice, patternsOf } from './event-choice.ts';
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
function patternWords({ event, where }: EventPattern, naming: Naming = plainNaming): Words {
  const name = naming.event(event);
  if (!where) return name;
  const filter = conditionWords(where, 'event', naming);
  return { zh: `${name.zh}（${filter.zh}）`, en: `${name.en} (${filter.en})` };
}

/** An event with its filter, or several joined by "or"; \`mark\` puts each in quotation marks, say. */
export function choiceWords(
  choice: EventChoice,
  naming: Naming = plainNaming,
  mark: (words: Words, pattern: EventPattern) => Words = (words) => words,
): Words {
  const all = patternsOf(choice).map((pattern) => mark(patternWords(pattern, naming), pattern));
  return { zh: all.map(({ zh }) => zh).join('或'), en: all.map(({ en }) => en).join(' or ') };
}
