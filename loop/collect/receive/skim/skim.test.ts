import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventPacker, readPacks } from '../../journal/event-pack.ts';
import { rowsOf } from '../../journal/events-in-doubt.ts';
import { messagesOf, parseBody } from '../batch-body.ts';
import { DeviceClocks } from '../clocks/device-clocks.ts';
import type { Entries } from '../properties.ts';
import { Reading } from '../reading.ts';
import { RecentIds } from '../recent-ids.ts';
import { RejectKeeper } from '../reject-keeper.ts';
import { readSentAt } from '../values/moment.ts';
import { openBatch } from './open-batch.ts';
import { Skimmer } from './skimmer.ts';
import { Tape } from './tape.ts';

const received = Date.UTC(2026, 10, 22, 8);
const emptyContext = () => ({
  ids: new RecentIds(1000),
  facts: new RecentIds(1000),
  packer: new EventPacker(),
  rejectKeeper: new RejectKeeper(),
});
const arrivalOf = (sentAt: number | undefined) => ({
  project: 3,
  received,
  sentAt,
  delivery: DeviceClocks.open().delivery(3, received),
});
const sorted = (entries: Entries<unknown>) => [...entries].sort(([a], [b]) => (a < b ? -1 : 1));

function bytesOf(packer: EventPacker): Buffer {
  return packer.take();
}

function kept(reading: Reading) {
  const { events, ...lines } = reading.frame();
  const rows = [...rowsOf(readPacks([bytesOf(events as EventPacker)]))];
  return {
    lines,
    accepted: reading.accepted,
    rejects: reading.rejects,
    duplicates: reading.duplicates,
    facts: [...reading.facts],
    rows: rows.map(({ event: { properties, ...event }, name, source }) => ({
      ...event,
      name,
      source,
      texts: sorted(properties.texts),
      numbers: sorted(properties.numbers),
      times: sorted(properties.times),
    })),
  };
}

function generally(body: Buffer) {
  const { messages, sentAt } = messagesOf(parseBody(body));
  const at = sentAt === undefined ? undefined : readSentAt(sentAt);
  const reading = new Reading(emptyContext(), arrivalOf(at));
  messages.forEach((message, index) => void reading.take(message, index));
  return kept(reading);
}

/** What skimming makes of a body, and how many of its messages it read by itself; nothing when it leaves the body alone. */
function skimmed(body: Buffer, skimmer = new Skimmer()) {
  const open = openBatch(skimmer.tape, body);
  if (!open) return undefined;
  const arrival = arrivalOf(open.sentAt);
  const alone = open.places.filter((place) => skimmer.read(place, arrivalOf(open.sentAt))).length;
  const reading = new Reading(emptyContext(), arrival);
  reading.takeTape(skimmer, open.places);
  return { alone, ...kept(reading) };
}

type Pairs = readonly (readonly [string, string])[];
const object = (pairs: Pairs) => `{${pairs.map(([name, value]) => `${name}:${value}`).join(', ')}}`;
const long = 'n'.repeat(199);
const plainName = fc.constantFrom(
  ...['a', 'b', 'c', 'd', 'e', 'é', 'e\u0301', '价格', 'a b', '7', '$time', '$os'].map((text) =>
    JSON.stringify(text),
  ),
);
const oddName = fc.constantFrom(
  ...['a.b', 'c.d.e', '', '$url', '__proto__', 'constructor', long, `${long}xy`].map((text) =>
    JSON.stringify(text),
  ),
  '"\\u0061"',
  '"a\\n"',
);
const name = fc.oneof({ weight: 12, arbitrary: plainName }, { weight: 1, arbitrary: oddName });
const scalar = fc.constantFrom(
  ...[
    '1',
    '-0',
    '0',
    '-12.50',
    '0.1',
    '123456789012345',
    '1234567890123456',
    '9007199254740993',
    '-9223372036854775808',
  ],
  ...[
    '12345678901234567890123',
    '1e5',
    '1E-7',
    '1e999',
    '-1e999',
    '0.30000000000000004',
    '1.7976931348623157e308',
  ],
  ...['"39.95"', '" 7 "', '"1.2.3"', '"1e\\u0033"', '"-"', '"12345678901234567"'],
  ...[
    '"x"',
    '""',
    '" "',
    '"北京"',
    '"2026-01-01"',
    '"2026-11-22T08:00:00.123Z"',
    '"2026-13-01"',
    '"2026-01-01 00:00"',
  ],
  ...[
    '"2026-01-01T00:00:00\u3000Z"',
    '"\\u5317\\u4eac"',
    '"\\ud83d\\ude00"',
    '"\\ud83d"',
    '"a\\"b\\\\c\\/"',
    '"2026\\u002d01-01"',
  ],
  ...[
    '"😀 long enough to be encoded as a whole, letter by letter: 一二三四五六七八九十"',
    'true',
    'false',
    'null',
    '[]',
  ],
  ...['[1,{"a":"\\u0041"},9007199254740993]', '{}'],
);
const pairsOf = (value: fc.Arbitrary<string>, most: number) =>
  fc.array(fc.tuple(name, value), { maxLength: most }).map(object);
const nested = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof({ depthSize: 'large', withCrossShrink: true }, scalar, pairsOf(tie('value'), 2)),
})).value;
const inContext = fc.constantFrom(
  ...[
    'page',
    'url',
    'path',
    'os',
    'version',
    'name',
    'locale',
    'timezone',
    'groupId',
    'screen',
    'width',
    'ip',
    'app',
  ].map((text) => JSON.stringify(text)),
);
const context = fc
  .array(
    fc.tuple(
      inContext,
      fc.oneof(scalar, fc.array(fc.tuple(inContext, scalar), { maxLength: 4 }).map(object)),
    ),
    { maxLength: 6 },
  )
  .map(object);
const moment = fc.constantFrom(
  ...[
    '"2026-11-22T07:00:00.000Z"',
    '"2026-11-21"',
    '"2026-11-22T07:00:00+08:00"',
    '1700000000',
    '""',
    'null',
    '"soon"',
  ],
  ...['"1980-01-01"', '"2027-01-01"', '" 2026-11-22T07:00:00.000Z"', 'true'],
);
const id = fc.constantFrom(
  '"u1"',
  '"u2"',
  '"u-3 "',
  '"null"',
  '"0"',
  '"李"',
  '7',
  'null',
  '""',
  '"Guest"',
  '"a\\u0062"',
  `"${'u'.repeat(201)}"`,
);
const either = (usual: string, more: fc.Arbitrary<string>) =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: more });
const field = (key: string, value: fc.Arbitrary<string>) =>
  value.map((text) => [JSON.stringify(key), text] as const);
const message = fc
  .tuple(
    field('type', either('"track"', fc.constantFrom('"page"', '"identify"', '"tr\\u0061ck"', '"x"', '1'))),
    field('messageId', either('"m"', fc.constantFrom('"m-2"', '7', '"消息"'))).map(
      ([key, value]) => [key, value === '"m"' ? `"${++count}"` : value] as const,
    ),
    field('userId', either('"u1"', id)),
    field(
      'event',
      either(
        '"买"',
        fc.constantFrom(
          '"view"',
          '""',
          '" "',
          '"\u3000"',
          '"\u3000买"',
          '"cafe\u0301"',
          '"e\\u0041"',
          '5',
          `"${'e'.repeat(201)}"`,
        ),
      ),
    ),
    field(
      'properties',
      fc.oneof({ weight: 6, arbitrary: pairsOf(nested, 5) }, { weight: 1, arbitrary: scalar }),
    ),
    fc.array(
      fc.oneof(
        field('anonymousId', id),
        field('timestamp', moment),
        field('originalTimestamp', moment),
        field('sentAt', moment),
        field('context', context),
        field('integrations', nested),
        field('properties', pairsOf(scalar, 2)),
        field('type', fc.constant('"track"')),
      ),
      { maxLength: 4 },
    ),
  )
  .map(([type, messageId, userId, event, properties, more]) =>
    object([type, ...more, messageId, userId, event, properties]),
  );
let count = 0;
const batch = fc
  .tuple(
    fc.array(fc.oneof({ weight: 20, arbitrary: message }, { weight: 1, arbitrary: scalar }), {
      maxLength: 6,
    }),
    moment,
  )
  .map(([messages, sentAt]) => `{"batch":[${messages.join(',\n')}],"sentAt":${sentAt},"writeKey":"k"}`);

describe('skimming', () => {
  it('makes of any batch the same rows, rejects and facts as reading it in full', () => {
    const skimmer = new Skimmer();
    let [alone, all] = [0, 0];
    fc.assert(
      fc.property(batch, (text) => {
        const body = Buffer.from(text);
        const got = skimmed(body, skimmer);
        if (!got) return;
        const { alone: read, ...rest } = got;
        const expected = generally(body);
        expect(rest).toEqual(expected);
        alone += read;
        all += expected.accepted.length;
      }),
      { numRuns: Number(process.env.LINGER_FUZZ ?? 2000) },
    );
    expect(alone).toBeGreaterThan(all / 6);
  });

  it('reads by itself what SDKs send', () => {
    const body = JSON.stringify({
      batch: [
        {
          type: 'track',
          messageId: 'm1',
          timestamp: '2026-11-22T07:59:00.000Z',
          userId: 'u1',
          anonymousId: 'a1',
          event: '下单',
          properties: {
            city: '北京',
            'amount (¥)': 12.5,
            at: '2026-01-01',
            nested: { sku: 'P1', many: 3 },
            list: [1, 'x'],
            ok: true,
            say: 'a "b"\n',
          },
          context: {
            page: { url: 'https://x.y/', title: '商品' },
            locale: 'zh-CN',
            library: { name: 'analytics.js', version: '4' },
            screen: { width: 390 },
          },
          integrations: { All: true },
          _metadata: { bundled: [] },
        },
      ],
      sentAt: '2026-11-22T08:00:30.000Z',
    });
    const { alone, rows } = skimmed(Buffer.from(body))!;
    expect(alone).toBe(1);
    // the sender's clock is half a minute ahead
    expect(rows).toMatchObject([{ time: Date.UTC(2026, 10, 22, 7, 58, 30), name: '下单', distinctId: 'u1' }]);
    expect(rows[0]!.texts).toEqual([
      ['$library', 'analytics.js'],
      ['$library_version', '4'],
      ['$locale', 'zh-CN'],
      ['$title', '商品'],
      ['$url', 'https://x.y/'],
      ['at', '2026-01-01'],
      ['city', '北京'],
      ['list', '[1,"x"]'],
      ['nested.sku', 'P1'],
      ['ok', 'true'],
      ['say', 'a "b"\n'],
    ]);
    expect(rows[0]!.numbers).toEqual([
      ['$screen_width', 390],
      ['amount (¥)', 12.5],
      ['nested.many', 3],
    ]);
    expect(rows[0]!.times).toEqual([['at', Date.UTC(2026, 0, 1)]]);
  });

  it('goes on when somebody makes up names by the thousand', () => {
    const skimmer = new Skimmer();
    for (let round = 0; round < 6; round++) {
      const batch = Array.from({ length: 100 }, (_, n) => ({
        type: 'track',
        messageId: `${round}-${n}`,
        userId: 'u1',
        event: 'e',
        properties: Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`name-${round}-${n}-${i}`, i])),
      }));
      const body = Buffer.from(JSON.stringify({ batch }));
      const { alone, ...rest } = skimmed(body, skimmer)!;
      expect(rest).toEqual(generally(body));
      expect(alone).toBeGreaterThan(50);
    }
  });
});

describe('the tape', () => {
  const tape = new Tape();
  const isJson = (text: string) => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };

  it('takes exactly what JSON.parse takes', () => {
    const piece = fc.constantFrom(
      ...[
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"',
        '\\',
        '"a"',
        '"\\n"',
        '"\\u00e9"',
        '"\\u0g"',
        '"\\x"',
        '\u0001',
        ' ',
        '\t',
        '\n',
        '\ufeff',
      ],
      ...['0', '01', '-', '1', '.', 'e', 'E+', '2', 'true', 'fals', 'null', 'é'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
        const text = pieces.join('');
        expect([text, tape.read(Buffer.from(text))]).toEqual([text, isJson(text)]);
      }),
      { numRuns: 50_000 },
    );
    fc.assert(
      fc.property(fc.json(), fc.nat(), (text, at) => {
        const bytes = Buffer.from(text);
        expect(tape.read(bytes)).toBe(true);
        const cut = bytes.subarray(0, at % bytes.length).toString();
        expect([cut, tape.read(Buffer.from(cut))]).toEqual([cut, isJson(cut)]);
      }),
    );
  });
});
