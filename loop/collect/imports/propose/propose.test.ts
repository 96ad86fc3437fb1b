import { expect, it } from 'vitest';
import type { Mapping } from '../mapping/mapping.ts';
import { propose } from './propose.ts';

const roles = ({ columns, event }: Mapping) => ({
  event,
  ...Object.fromEntries(
    columns.map(({ column, role, type, form }) => [column, [role, type, form].filter(Boolean).join(' ')]),
  ),
});

function proposed(csv: string, timeZone = 'Asia/Shanghai') {
  const [columns = [], ...rows] = csv
    .trim()
    .split('\n')
    .map((line) => line.trim().split('|'));
  return propose({ columns, rows, later: [] }, { timeZone });
}

it('knows what a Chinese shop calls its columns', () => {
  const { mapping } = proposed(`会员号|下单时间|订单编号|实付金额|商品|数量|性别
    8801|2024年3月5日 13时02分|A1|¥1,299.00|茶|2|女
    8802|2024年3月6日|A2|¥9.90|糖|1|男`);
  expect(roles(mapping)).toEqual({
    event: '下单',
    会员号: 'person text',
    下单时间: 'time time chinese',
    订单编号: 'key text',
    实付金额: 'amount number',
    商品: 'property text',
    数量: 'property number',
    性别: 'trait text',
  });
});

it('knows what an event log calls its columns', () => {
  const { mapping } = proposed(`user_id|event_name|event_timestamp|is_member|duration|signup_date
    u-1|open|1704459720123|true|3.5|2023-01-01
    u-2|buy|1704459760123|false|4|2023-05-01`);
  expect(roles(mapping)).toEqual({
    event: null,
    user_id: 'person text',
    event_name: 'event text',
    event_timestamp: 'time time milliseconds',
    is_member: 'property boolean',
    duration: 'property number',
    signup_date: 'trait time iso',
  });
});

it('tells day first from month first by numbers above twelve, else by the order of the rows, else asks', () => {
  const form = (...dates: string[]) => {
    const { mapping, ambiguous } = proposed(
      `uid|date|total\n${dates.map((date, i) => `u${i}|${date}|1`).join('\n')}`,
    );
    return [mapping.columns[1]?.form, ambiguous.length > 0];
  };
  expect(form('25/12/2024', '05/01/2025')).toEqual(['day-first', false]);
  expect(form('12/25/2024', '01/05/2025')).toEqual(['month-first', false]);
  expect(form('1/2/2024', '2/2/2024', '3/2/2024', '1/3/2024', '2/3/2024', '3/3/2024', '1/4/2024')).toEqual([
    'day-first',
    false,
  ]);
  expect(form('2/1/2024', '2/2/2024', '2/3/2024', '3/1/2024', '3/2/2024', '3/3/2024', '4/1/2024')).toEqual([
    'month-first',
    false,
  ]);
  expect(form('5/1/2024')).toEqual(['day-first', true]);
});

it('reads numbers with a comma before decimals as such', () => {
  const { mapping } = proposed(
    'kunde|Bestelldatum|customer_id|total\nx|2024-01-05|7|1.234,50\ny|2024-01-06|8|2,75',
  );
  expect(mapping.decimal).toBe('comma');
  expect(roles(mapping)).toMatchObject({ customer_id: 'person text', total: 'amount number' });
});

it('makes people of rows without a time, and the amount of quantity and price', () => {
  expect(roles(proposed('customer_id|gender|tenure\n1|f|3\n2|m|4').mapping)).toEqual({
    event: null,
    customer_id: 'person text',
    gender: 'trait text',
    tenure: 'trait number',
  });
  expect(proposed('customer_id|order_date|quantity|unit_price\n1|2024-01-01|2|3.5').mapping.amount).toEqual({
    quantity: 'quantity',
    price: 'unit_price',
  });
});

it('follows what was said beforehand', () => {
  const sample = { columns: ['a', 'b', 'c', 'd'], rows: [['1', '20240105', 'x', '5']], later: [] };
  const { mapping } = propose(sample, {
    timeZone: 'UTC',
    person: 'a',
    time: 'b',
    eventColumn: 'c',
    amount: 'd',
  });
  expect(roles(mapping)).toEqual({
    event: null,
    a: 'person text',
    b: 'time time compact',
    c: 'event text',
    d: 'amount number',
  });
});
