import type { Words } from '#lib/core';
import { sql } from '#lib/sql';
import { type Condition, kinded } from './kinds.ts';
import type { Node, Wording } from './node.ts';

export const all: Node<{ all: Condition[] }> = {
  counts: false,
  compile: ({ all }, { compile }) => sql.and(all.map(compile)),
  words: ({ all }, within) =>
    joined(all, within, { zh: ' 且 ', en: ' and ' }, { zh: '全部', en: 'everything' }),
  uses: ({ all }, { inner }) => all.forEach(inner),
  ofSource: ({ all }, _, inner) => every(all.map(inner)),
  complete: ({ all }, inner) => {
    const parts = all.map(inner).filter((part) => part !== undefined);
    return parts.length > 0 ? { all: parts } : undefined;
  },
};

export const any: Node<{ any: Condition[] }> = {
  counts: false,
  compile: ({ any }, { compile }) => sql.or(any.map(compile)),
  words: ({ any }, within) => joined(any, within, { zh: ' 或 ', en: ' or ' }, { zh: '没有', en: 'nothing' }),
  uses: ({ any }, { inner }) => any.forEach(inner),
  ofSource: ({ any }, _, inner) => negated(every(any.map((part) => negated(inner(part))))),
  complete: ({ any }, inner) => {
    const parts = any.map(inner).filter((part) => part !== undefined);
    return parts.length > 0 ? { any: parts } : undefined;
  },
};

export const not: Node<{ not: Condition }> = {
  counts: false,
  compile: ({ not }, { compile }) => sql`NOT (${compile(not)})`,
  words: ({ not }, { words }) => {
    const inner = words(not);
    return { zh: `并非（${inner.zh}）`, en: `not (${inner.en})` };
  },
  uses: ({ not }, { inner }) => inner(not),
  ofSource: ({ not }, _, inner) => negated(inner(not)),
  complete: ({ not }, inner) => {
    const part = inner(not);
    return part && { not: part };
  },
};

function joined(parts: readonly Condition[], within: Wording, word: Words, none: Words): Words {
  if (parts.length === 0) return none;
  if (parts.length === 1) return within.words(parts[0]!);
  const said = parts.map((part) => ({ kind: kinded(part).kind, words: within.words(part) }));
  const say = (language: 'zh' | 'en') =>
    said
      .map(({ kind, words }) =>
        kind === 'all' || kind === 'any' ? bracketed(words)[language] : words[language],
      )
      .join(word[language]);
  return { zh: say('zh'), en: say('en') };
}

function bracketed({ zh, en }: Words): Words {
  return { zh: `（${zh}）`, en: `(${en})` };
}

function every(parts: readonly (boolean | undefined)[]): boolean | undefined {
  if (parts.includes(false)) return false;
  return parts.includes(undefined) ? undefined : true;
}

function negated(truth: boolean | undefined): boolean | undefined {
  return truth === undefined ? undefined : !truth;
}
