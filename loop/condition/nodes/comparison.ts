import type { Language, Words } from '#lib/core';
import { type Sql, sql } from '#lib/sql';
import type { Source } from '../reach.ts';
import type { Owner, Scope } from '../scope.ts';
import { comparisons, comparisonTitles, numeric } from './comparison-ops.ts';
import type { Comparison } from './comparison-schema.ts';
import { isNegative, opposite, tests } from './comparison-tests.ts';
import type { Compiling, Node, Wording } from './node.ts';

export const comparison: Node<Comparison> = {
  counts: true,
  compile,
  words,
  uses: ({ property, of, op, values = [] }, using) => {
    const asNumber = op !== 'inLast' && (numeric.has(op) || (values.length > 0 && values.every(isNumber)));
    using.property(of ?? using.subject, property, asNumber);
  },
  ofSource: (node, source, inner) =>
    node.of === 'person' ? undefined : toldBySource.get(node.property)?.(node, source, inner),
  complete: (node) =>
    node.property !== '' && (comparisons[node.op] === 'none' || node.values.length > 0) ? node : undefined,
};

const isNumber = (value: unknown) => typeof value === 'number';

function compile(node: Comparison, { scope, subject }: Compiling): Sql {
  const owner = node.of ?? subject;
  const test = compare(node, scope, owner);
  if (owner === 'event' && subject === 'person')
    return sql`person IN (SELECT person FROM ${scope.events} WHERE ${test})`;
  return test;
}

function compare(node: Comparison, scope: Scope, owner: Owner): Sql {
  const { op } = node;
  if (isNegative(op)) return sql`NOT (${compare({ ...node, op: opposite[op] }, scope, owner)})`;
  const { type, test } = tests[op](node, scope);
  if (owner === 'event') return sql`ifNull(${test(scope.eventProperty(node.property, type))}, 0)`;
  const from = scope.personProperty(node.property, type);
  return sql`person IN (SELECT person FROM ${from} WHERE ${test(sql`value`)})`;
}

/** What is the same for all events of a source, or can be told from the names of its events. */
const toldBySource: ReadonlyMap<string, NonNullable<Node<Comparison>['ofSource']>> = new Map([
  [
    '$source',
    ({ op, values }: Comparison, { name }: Source) => {
      if (op === 'is') return values.includes(name);
      if (op === 'isNot') return !values.includes(name);
      return op === 'startsWith' ? name.startsWith(String(values[0])) : undefined;
    },
  ],
  [
    '$event',
    ({ op, values }: Comparison, { events }: Source) =>
      op === 'is' && !values.some((value) => events.has(String(value))) ? false : undefined,
  ],
]);

function words({ property: name, of, op, values }: Comparison, { subject, naming }: Wording): Words {
  const owner = of ?? subject;
  const property =
    owner === subject ? naming.property(owner, name) : others[owner](naming.property(owner, name));
  const title = comparisonTitles[op];
  const named = values.map((one) =>
    owner === 'event' && name === '$event' ? naming.event(String(one)) : { zh: String(one), en: String(one) },
  );
  const list = { zh: named.map(({ zh }) => zh).join('、'), en: named.map(({ en }) => en).join(' or ') };
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

/** A property of what the condition is not about, which may have one of the same name. */
const others: Record<Owner, (property: Words) => Words> = {
  person: ({ zh, en }) => ({ zh: `用户的${zh}`, en: `the person's ${en}` }),
  event: ({ zh, en }) => ({ zh: `事件的${zh}`, en: `the event's ${en}` }),
};
