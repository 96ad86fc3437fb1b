import type { Words } from '#lib/core';
import { type Sql, sql } from '#lib/sql';
import { intervalOf } from '../interval.ts';
import type { Span } from '../span.ts';
import { spanWords } from '../span-words.ts';
import type { Did } from './kinds.ts';
import type { Compiling, Node, Wording } from './node.ts';

const once = { op: 'atLeast', n: 1 } as const satisfies Did['times'];

export const did: Node<Did> = {
  counts: true,
  compile,
  words,
  uses: (node, { inner }) => inner(node.did),
  complete: (node, inner) => {
    const { event } = node.did;
    const where = inner(node.did.where);
    return event ? { ...node, did: where ? { event, where } : { event } } : undefined;
  },
};

function compile({ did: pattern, times = once, within }: Did, { scope, matches }: Compiling): Sql {
  const where = [matches(pattern)];
  if (within) {
    const { from, to } = intervalOf(within, scope);
    where.push(sql`time >= ${from}`, sql`time < ${to}`, sql`time <= ${scope.now}`);
  }
  const having = (test: Sql) =>
    sql`person IN (SELECT person FROM ${scope.events} WHERE ${sql.and(where)} GROUP BY person HAVING ${test})`;
  const { op, n } = times;
  if (op === 'atLeast') return n === 0 ? sql`1` : having(sql`count() >= ${n}`);
  if (op === 'atMost') return sql`NOT (${having(sql`count() > ${n}`)})`;
  return n === 0 ? sql`NOT (${having(sql`1`)})` : having(sql`count() = ${n}`);
}

function words({ did, times = once, within }: Did, wording: Wording): Words {
  const pattern = wording.pattern(did);
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
      span && (isNamedAlone(within) ? span.en : `within ${span.en}`),
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

/** Whether a span is named without "within": this week, since a day. */
function isNamedAlone(span: Span | undefined): boolean {
  if (span === undefined) return false;
  return 'last' in span ? span.last === 1 : span.to === undefined;
}
