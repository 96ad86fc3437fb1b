import { describe, expect, it } from 'vitest';
import { reachOf, type SentWeek, type Source } from './reach.ts';
import { sendersOf } from './senders.ts';

const shanghai = (now: string) => ({
  timeZone: 'Asia/Shanghai',
  weekStart: 'monday' as const,
  now: new Date(now),
});

const DAY = 86_400_000;

/** A source that sent events on so many days from one on, each at a time of day, all prompt or none. */
function source(name: string, first: string, last: string, more: Partial<SentWeek> = {}): Source {
  const [from, to] = [Date.parse(first), Date.parse(last)];
  const weeks: SentWeek[] = [];
  for (let at = from; at <= to; at += 7 * DAY)
    weeks.push({
      first: at,
      last: Math.min(at + 6 * DAY, to),
      count: 70,
      prompt: 0,
      earliest: 0,
      latest: DAY - 1,
      ...more,
    });
  return {
    name,
    events: new Set([name]),
    weeks: weeks.map((week, i) => (i < weeks.length - 1 ? week : { ...week, last: to })),
  };
}

const told = (sources: readonly Source[], now: string) =>
  reachOf(sources, shanghai(now)).map(({ from, to }) =>
    [from, to - 1].map((at) => new Date(at).toISOString()),
  );

describe('data reach', () => {
  it('to the last event of a file, and to the end of its day where it tells days only', () => {
    const first = '2011-01-03T02:00:00Z';
    const file = source('file', first, '2011-12-09T04:50:00Z');
    expect(told([file], '2026-11-29T00:00:00Z')).toEqual([
      [first.replace('Z', '.000Z'), '2011-12-09T04:50:00.000Z'],
    ]);
    const midnight = { earliest: 16 * 3_600_000, latest: 16 * 3_600_000 };
    const dates = source('dates', '1996-12-31T16:00:00Z', '1998-06-29T16:00:00Z', midnight);
    expect(told([dates], '2026-11-29T00:00:00Z')[0]![1]).toBe('1998-06-30T15:59:59.999Z');
  });

  it('until now where a stream keeps up, over a silence it usually has, and not over a longer one', () => {
    const stream = source('http', '2026-01-05T00:00:00Z', '2026-11-27T10:00:00Z', { prompt: 70 });
    expect(told([stream], '2026-11-29T00:00:00Z')[0]![1]).toBe('2026-11-29T00:00:00.000Z');
    expect(told([stream], '2026-12-03T00:00:00Z')[0]![1]).toBe('2026-11-27T10:00:00.000Z');
    const rare = source('http', '2026-01-05T00:00:00Z', '2026-11-27T10:00:00Z', { prompt: 1, count: 1 });
    expect(told([rare], '2026-12-30T00:00:00Z')[0]![1]).toBe('2026-12-30T00:00:00.000Z');
  });

  it('to the last event of a stream that is sent in batches long after', () => {
    const nightly = source('http', '2026-01-05T00:00:00Z', '2026-11-28T15:59:00Z', { prompt: 10 });
    expect(told([nightly], '2026-11-29T12:00:00Z')[0]![1]).toBe('2026-11-28T15:59:00.000Z');
  });

  it('over a history and the stream that follows it, but not over the years between an old file and a stream', () => {
    const stream = source('http', '2026-10-05T00:00:00Z', '2026-11-28T20:00:00Z', { prompt: 70 });
    const history = source('file:1', '2025-01-06T00:00:00Z', '2026-10-04T12:00:00Z');
    expect(told([stream, history], '2026-11-29T00:00:00Z')).toEqual([
      ['2025-01-06T00:00:00.000Z', '2026-11-29T00:00:00.000Z'],
    ]);
    const old = source('file:2', '1997-01-06T00:00:00Z', '1998-06-30T00:00:00Z');
    expect(told([old, stream], '2026-11-29T00:00:00Z').map(([, to]) => to)).toEqual([
      '1998-06-30T00:00:00.000Z',
      '2026-11-29T00:00:00.000Z',
    ]);
  });

  it('not to a row with a wrong year', () => {
    const file = source('file', '1997-01-06T00:00:00Z', '1998-06-30T00:00:00Z');
    const wrong = {
      ...file.weeks[0]!,
      first: Date.parse('2025-01-01'),
      last: Date.parse('2025-01-01'),
      count: 1,
    };
    expect(told([{ ...file, weeks: [...file.weeks, wrong] }], '2026-11-29T00:00:00Z')[0]![1]).toBe(
      '1998-06-30T00:00:00.000Z',
    );
  });
});

describe('the sources of a question', () => {
  const file = { name: 'file:1', events: new Set(['order']), weeks: [] };
  const http = { name: 'http', events: new Set(['order', 'view']), weeks: [] };
  const names = (...patterns: Parameters<typeof sendersOf>[0]) =>
    sendersOf(patterns, [file, http]).map(({ name }) => name);

  it('are those that ever sent one of its events; of what nobody sent, all', () => {
    expect(names({ event: 'view' })).toEqual(['http']);
    expect(names({ event: 'order' })).toEqual(['file:1', 'http']);
    expect(names({ event: '*' })).toEqual(['file:1', 'http']);
    expect(names({ event: 'gone' })).toEqual(['file:1', 'http']);
  });

  it('are narrowed by a filter on the source', () => {
    const is = { property: '$source', op: 'is' as const, values: ['file:1'] };
    expect(names({ event: 'order', where: is })).toEqual(['file:1']);
    expect(names({ event: '*', where: { not: is } })).toEqual(['http']);
    expect(
      names({ event: '*', where: { any: [is, { property: 'x', op: 'isSet', values: [] }] } }),
    ).toHaveLength(2);
  });
});
