import type { Language, Words } from '#lib/core';
import type { Comparison, ComparisonOp, Condition, Did, EventPattern } from './condition.ts';
import type { Unit } from './interval.ts';
import type { Owner } from './scope.ts';
import type { Span } from './span.ts';

/** How names are shown to people. */
export interface Naming {
  event(name: string): Words;
  property(of: Owner, name: string): Words;
  segment(id: string): string;
}

/** Names as they are in the data. */
export const plainNaming: Naming = {
  event: (name) => (name === '*' ? { zh: '任意事件', en: 'any event' } : { zh: name, en: name }),
  property: (_, name) => ({ zh: name, en: name }),
  segment: (id) => id,
};

/** A condition as a phrase: "做过 支付订单 至少 3 次 且 城市 是 上海". */
export function conditionWords(condition: Condition, subject: Owner, naming: Naming = plainNaming): Words {
  if ('all' in condition)
    return joined(condition.all, subject, naming, { zh: ' 且 ', en: ' and ' }, everything);
  if ('any' in condition) return joined(condition.any, subject, naming, { zh: ' 或 ', en: ' or ' }, nothing);
  if ('not' in condition) {
    const inner = conditionWords(condition.not, subject, naming);
    return { zh: `并非（${inner.zh}）`, en: `not (${inner.en})` };
  }
  if ('did' in condition) return didWords(condition, naming);
  if ('inSegment' in condition) {
    const name = naming.segment(condition.inSegment);
    return { zh: `属于分群「${name}」`, en: `in segment “${name}”` };
  }
  return comparisonWords(condition, naming.property(condition.of ?? subject, condition.property));
}

/** An event with its filter: "支付订单（城市 是 上海）". */
export function patternWords({ event, where }: EventPattern, naming: Naming = plainNaming): Words {
  const name = naming.event(event);
  if (!where) return name;
  const filter = conditionWords(where, 'event', naming);
  return { zh: `${name.zh}（${filter.zh}）`, en: `${name.en} (${filter.en})` };
}

/** A span: "最近 30 天", "2026-01-01 至 2026-01-31". */
export function spanWords(span: Span): Words {
  if ('from' in span) return { zh: `${span.from} 至 ${span.to}`, en: `${span.from} to ${span.to}` };
  const { last, unit } = span;
  if (last === 1) return running[unit];
  const zh = { hour: '小时', day: '天', week: '周', month: '个月' }[unit];
  return { zh: `最近 ${last} ${zh}`, en: `the last ${last} ${unit}s` };
}

/** Spans are of the calendar: the last of a unit is the one that is running. */
const running: Record<Unit, Words> = {
  hour: { zh: '这个小时', en: 'this hour' },
  day: { zh: '今天', en: 'today' },
  week: { zh: '本周', en: 'this week' },
  month: { zh: '本月', en: 'this month' },
};

const everything: Words = { zh: '全部', en: 'everything' };
const nothing: Words = { zh: '没有', en: 'nothing' };

function joined(parts: Condition[], subject: Owner, naming: Naming, word: Words, none: Words): Words {
  if (parts.length === 0) return none;
  if (parts.length === 1) return conditionWords(parts[0]!, subject, naming);
  const said = parts.map((part) => ({ part, words: conditionWords(part, subject, naming) }));
  const say = (language: 'zh' | 'en') =>
    said
      .map(({ part, words }) =>
        'all' in part || 'any' in part ? bracketed(words)[language] : words[language],
      )
      .join(word[language]);
  return { zh: say('zh'), en: say('en') };
}

function bracketed({ zh, en }: Words): Words {
  return { zh: `（${zh}）`, en: `(${en})` };
}

function isRunning(span: Span | undefined): boolean {
  return span !== undefined && 'last' in span && span.last === 1;
}

function didWords({ did, times = { op: 'atLeast', n: 1 }, within }: Did, naming: Naming): Words {
  const pattern = patternWords(did, naming);
  const never = (times.op === 'exactly' || times.op === 'atMost') && times.n === 0;
  const span = within && spanWords(within);
  const often =
    never || (times.op === 'atLeast' && times.n === 1) ? undefined : timesWords[times.op](times.n);
  return {
    zh: [span?.zh, never ? '没做过' : '做过', pattern.zh, often?.zh].filter(Boolean).join(' '),
    en: [
      never ? 'never did' : 'did',
      pattern.en,
      often?.en,
      span && (isRunning(within) ? span.en : `within ${span.en}`),
    ]
      .filter(Boolean)
      .join(' '),
  };
}

const timesWords: Record<NonNullable<Did['times']>['op'], (n: number) => Words> = {
  atLeast: (n) => ({ zh: `至少 ${n} 次`, en: `at least ${timesInEnglish(n)}` }),
  atMost: (n) => ({ zh: `至多 ${n} 次`, en: `at most ${timesInEnglish(n)}` }),
  exactly: (n) => ({ zh: `正好 ${n} 次`, en: `exactly ${timesInEnglish(n)}` }),
};

function timesInEnglish(n: number): string {
  return n === 1 ? 'once' : `${n} times`;
}

/** The words of each comparison, as a form offers them. */
export const comparisonTitles: Record<ComparisonOp, Words> = {
  is: { zh: '是', en: 'is' },
  isNot: { zh: '不是', en: 'is not' },
  contains: { zh: '包含', en: 'contains' },
  notContains: { zh: '不包含', en: 'does not contain' },
  startsWith: { zh: '开头是', en: 'starts with' },
  endsWith: { zh: '结尾是', en: 'ends with' },
  matches: { zh: '匹配正则', en: 'matches regex' },
  greater: { zh: '大于', en: 'is more than' },
  atLeast: { zh: '大于等于', en: 'is at least' },
  less: { zh: '小于', en: 'is less than' },
  atMost: { zh: '小于等于', en: 'is at most' },
  between: { zh: '介于', en: 'is between' },
  before: { zh: '早于', en: 'is before' },
  after: { zh: '晚于', en: 'is after' },
  inLast: { zh: '在最近', en: 'is in the last' },
  isSet: { zh: '有值', en: 'is set' },
  isNotSet: { zh: '没有值', en: 'is not set' },
};

function comparisonWords({ op, values }: Comparison, property: Words): Words {
  const title = comparisonTitles[op];
  const list = { zh: values.join('、'), en: values.join(' or ') };
  const value: Words =
    op === 'between'
      ? { zh: `${values[0]} 与 ${values[1]} 之间`, en: `${values[0]} and ${values[1]}` }
      : op === 'inLast'
        ? { zh: `${values[0]} 天`, en: `${values[0]} days` }
        : list;
  const phrase = (language: Language) =>
    [property[language], title[language], value[language]].filter(Boolean).join(' ');
  return { zh: phrase('zh'), en: phrase('en') };
}
