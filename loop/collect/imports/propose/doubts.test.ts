import { expect, it } from 'vitest';
import { isFrequent } from './doubts.ts';
import { propose, type Wishes } from './propose.ts';

const range = (count: number) => Array.from({ length: count }, (_, at) => at);

function proposed(header: string, rows: readonly string[], wishes: Partial<Wishes> = {}) {
  const sample = { columns: header.split(','), rows: rows.map((row) => row.split(',')), later: [] };
  return propose(sample, { timeZone: 'UTC', ...wishes });
}
const kinds = (header: string, rows: readonly string[], wishes: Partial<Wishes> = {}) =>
  proposed(header, rows, wishes).doubts.map(({ kind, stops }) => (stops ? `${kind}!` : kind));
const roles = (header: string, rows: readonly string[], wishes: Partial<Wishes> = {}) =>
  Object.fromEntries(
    proposed(header, rows, wishes).mapping.columns.map(({ column, role }) => [column, role]),
  );

it.each([
  ['支付时间', 'unread-time!'],
  ['paid_at', 'unread-time!'],
  ['orderDate', 'unread-time!'],
  ['timestamp', 'unread-time!'],
])('stops at a column called %s that holds no time', (name, doubt) => {
  expect(kinds(`user_id,${name},amount`, ['u1,later,1', 'u2,soon,2'])).toEqual([doubt]);
  expect(kinds(`user_id,${name},amount`, ['u1,later,1', 'u2,soon,2'], { people: true })).toEqual([]);
});

it.each(['format', 'runtime', 'lat', 'signup_date', 'status'])(
  'asks nothing of people with a column called %s',
  (name) => {
    expect(kinds(`user_id,${name}`, ['u1,a', 'u2,b'])).toEqual([]);
  },
);

it('takes a column for the time when most of it can be read, and tells of the rest', () => {
  const rows = range(10).map((n) => `u${n},${n < 3 ? 'unknown' : `2026-01-0${n} 10:00`}`);
  expect(kinds('user_id,paid_at', rows)).toEqual(['some-unread-times']);
  expect(roles('user_id,paid_at', rows)).toEqual({ user_id: 'person', paid_at: 'time' });
  const few = range(10).map((n) => `u${n},${n < 7 ? 'unknown' : `2026-01-0${n} 10:00`}`);
  expect(kinds('user_id,paid_at', few)).toEqual(['unread-time!']);
  expect(kinds('user_id,paid_at', few, { time: 'paid_at' })).toEqual(['some-unread-times']);
  expect(
    kinds(
      'user_id,paid_at',
      rows.map((row) => row.replace(/,.*/, ',x')),
      { time: 'paid_at' },
    ),
  ).toEqual(['unread-time!']);
});

it('tells when the time is not taken from the column with the better name', () => {
  expect(kinds('user_id,payment_time,created', ['u1,open,2026-01-01', 'u2,open,2026-01-02'])).toEqual([
    'passed-time',
  ]);
});

it('takes rows without a time for people only when no id comes twice', () => {
  expect(kinds('user_id,amount', ['u1,1', 'u2,2', 'u3,3'])).toEqual([]);
  expect(kinds('user_id,amount', ['u1,1', 'u2,2', 'u1,3'])).toEqual(['no-time!']);
});

it('tells ids that a spreadsheet destroyed, that stand for nobody, and that come too often', () => {
  expect(kinds('user_id,time', ['1.47249E+17,2026-01-01', '1.5E+17,2026-01-02'])).toEqual(['lost-digits!']);
  expect(kinds('user_id,time', ['1.2E+17,2026-01-01', 'u1,2026-01-02', 'u2,2026-01-02'])).toEqual([
    'lost-digits',
  ]);
  expect(kinds('user_id,time', ['7e10,2026-01-01', '1e5,2026-01-02'])).toEqual([]);
  expect(kinds('user_id,time', ['游客,2026-01-01', 'Guest,2026-01-02', 'u1,2026-01-02'])).toEqual(['nobody']);
  const often = range(100).map((n) => `${n % 12 === 0 ? 'till-1' : `u${n}`},2026-01-01`);
  expect(kinds('user_id,time', often)).toEqual(['frequent']);
});

it('calls an id frequent by its share and by how often others come', () => {
  expect(isFrequent(6, 100, 95)).toBe(true);
  expect(isFrequent(5, 100, 96)).toBe(false);
  expect(isFrequent(60_000, 1_000_000, 400_000)).toBe(true);
  expect(isFrequent(4, 40, 9)).toBe(false);
  expect(isFrequent(100, 1000, 10)).toBe(false);
});

it('makes names, levels and what never varies within a person properties of the person', () => {
  const rows = range(90).map((n) => {
    const user = n % 30;
    return `u${user},2026-01-${10 + (n % 18)},N${user},${user % 3},${user % 4 ? 'Rome' : 'Bern'},web${n % 7},${user}`;
  });
  const header = 'user_id,paid_at,customer_name,level,region,page,amount';
  expect(roles(header, rows)).toEqual({
    user_id: 'person',
    paid_at: 'time',
    customer_name: 'trait',
    level: 'trait',
    region: 'both',
    page: 'property',
    amount: 'amount',
  });
  expect(roles(header, rows.slice(0, 40)).region).toBe('property');
});

it.each([
  '姓名',
  '会员等级',
  '客户名称',
  '会员手机',
  '邮箱',
  'customer_city',
  'gender',
  'birthday',
  '注册城市',
])('knows %s for a property of the person', (name) => {
  expect(roles(`user_id,paid_at,${name}`, ['u1,2026-01-01,a', 'u1,2026-01-02,b'])[name]).toBe('trait');
});

it('proposes keys from names and values, and lines where person and day agree', () => {
  const same = (rows: readonly string[], header = 'order_id,user_id,paid_at,sku') => {
    const { mapping } = proposed(header, rows);
    return [mapping.columns[0]?.role, mapping.sameKey];
  };
  expect(same(['o1,u1,2026-01-01,a', 'o2,u1,2026-01-01,b'])).toEqual(['key', 'repeat']);
  expect(same(['o1,u1,2026-01-01,a', 'o1,u1,2026-01-01,b', 'o2,u2,2026-01-01,b'])).toEqual(['key', 'lines']);
  expect(same(['o1,u1,2026-01-01,a', 'o1,u1,2026-01-01,a', 'o2,u2,2026-01-01,b'])).toEqual(['key', 'repeat']);
  expect(same(['o1,u1,2026-01-01,a', 'o1,u2,2026-01-01,b', 'o2,u2,2026-01-01,b'])).toEqual([
    'property',
    undefined,
  ]);
  expect(same(['1.2E+17,u1,2026-01-01,a', '1.3E+17,u2,2026-01-01,b'])).toEqual(['property', undefined]);
});
