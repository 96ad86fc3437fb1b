import { describe, expect, it } from 'vitest';
import { eventsCsv, ordersCsv, simulate } from './index.ts';

const options = { people: 300, seed: 5, until: '2026-11-22' };

describe('ordersCsv', () => {
  it('has one line an order under Chinese headings', () => {
    const lines = [...ordersCsv(simulate(options), 'zh')];
    const paid = [...simulate(options)]
      .flatMap(({ events }) => events)
      .filter((message) => message.type === 'track' && message.event === 'Order Paid');
    expect(lines[0]).toBe(
      '订单号,时间,会员号,商品,品类,件数,实付金额,优惠金额,支付方式,省份,城市,获客渠道\n',
    );
    expect(lines.length).toBe(paid.length + 1);
    expect(lines[1]).toMatch(/^MS\d{11},20\d\d-\d\d-\d\d \d\d:\d\d:\d\d,m\d{8},/);
  });
});

describe('eventsCsv', () => {
  it('gives every line as many cells as the header, commas in quotes', () => {
    const cells = (line: string) => line.match(/("([^"]|"")*"|[^,\n]*)(,|\n)/g)?.length;
    const lines = [...eventsCsv(simulate(options), 'en')];
    expect(lines.length).toBeGreaterThan(5000);
    expect(new Set(lines.map(cells))).toEqual(new Set([9]));
  });
});
