import { beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '#lib/core';
import type { AnomalyId } from './data/anomalies.data.ts';
import { simulate, simulateTruth } from './index.ts';
import type { Fields } from './message.ts';

const options = { people: 8000, seed: 4, until: '2026-11-22' };
const { anomalies } = simulateTruth(options);

interface Seen {
  name: string;
  day: string;
  properties: Fields;
  province: unknown;
}

let seen: Seen[];

beforeAll(() => {
  seen = [];
  for (const { events, properties: of } of simulate(options)) {
    for (const it of events) {
      if (it.type !== 'track' && it.type !== 'page') continue;
      const name = it.type === 'page' ? 'page' : it.event;
      const day = new Date(Date.parse(it.timestamp) + 8 * 3_600_000).toISOString().slice(0, 10);
      seen.push({ name, day, properties: it.properties, province: of.province });
    }
  }
}, 60_000);

function spanOf(id: AnomalyId) {
  const { from, to } = anomalies.find((it) => it.id === id)!;
  return { from, to };
}

function count(name: string, from: string, to: string, test: (it: Seen) => boolean = () => true): number {
  return seen.filter((it) => it.name === name && from <= it.day && it.day <= to && test(it)).length;
}

const onWeb = ({ properties }: Seen) => properties.platform === 'web';
const onAndroid = ({ properties }: Seen) => properties.platform === 'android';

describe('the planted anomalies', () => {
  it('show nine of ten payments failing on the day of the outage', () => {
    const failing = (from: string, to: string) => {
      const failed = count('Payment Failed', from, to);
      return failed / (failed + count('Order Paid', from, to));
    };
    const { from, to } = spanOf('payment_outage');
    expect(failing(from, to)).toBeGreaterThan(0.7);
    expect(failing(addDays(from, -30), addDays(from, -1))).toBeLessThan(0.1);
  });

  it('show crashes, and fewer product views a session, on the broken Android release only', () => {
    const { from, to } = spanOf('broken_release');
    const crashes = seen.filter(({ name }) => name === 'App Crashed');
    expect(crashes.length).toBeGreaterThan(100);
    for (const { day, properties } of crashes) {
      expect(day >= from && day <= to).toBe(true);
      expect(properties.app_version).toMatch(/^4\.\d+\.1$/);
    }
    const views = (a: string, b: string) =>
      count('Product Viewed', a, b, onAndroid) / count('App Opened', a, b, onAndroid);
    expect(views(from, to) / views(addDays(from, -14), addDays(from, -1))).toBeLessThan(0.65);
  });

  it('show late parcels in the province and weeks of the delay', () => {
    const { from, to } = spanOf('delivery_delay');
    const paidOn = new Map(
      seen.filter(({ name }) => name === 'Order Paid').map((it) => [it.properties.order_id, it.day]),
    );
    const late = (inProvince: boolean, a: string, b: string) => {
      const parcels = seen.filter(({ name, province, properties }) => {
        const day = paidOn.get(properties.order_id) ?? '';
        return name === 'Order Delivered' && (province === '四川') === inProvince && a <= day && day <= b;
      });
      return parcels.filter(({ properties }) => properties.late).length / parcels.length;
    };
    expect(late(true, from, to)).toBeGreaterThan(0.7);
    expect(late(false, from, to)).toBeLessThan(0.15);
    expect(late(true, addDays(from, -60), addDays(from, -8))).toBeLessThan(0.2);
  });

  it('show twice the page views a product view on the web while the tracking bug lasts', () => {
    const { from, to } = spanOf('doubled_pages');
    const pages = (a: string, b: string) => count('page', a, b, onWeb) / count('Product Viewed', a, b, onWeb);
    const ratio = pages(from, to) / pages(addDays(from, -14), addDays(from, -1));
    expect(ratio).toBeGreaterThan(1.6);
    expect(ratio).toBeLessThan(2.5);
  });

  it('show a burst of pages without product views on the day of the bots', () => {
    const { from, to } = spanOf('bot_burst');
    const usual = count('page', addDays(from, -14), addDays(from, -1), onWeb) / 14;
    expect(count('page', from, to, onWeb)).toBeGreaterThan(5 * usual);
  });

  it('leave the festivals as the peaks they are', () => {
    const usual = count('Order Paid', '2026-10-15', '2026-10-28') / 14;
    expect(count('Order Paid', '2026-11-11', '2026-11-11')).toBeGreaterThan(3 * usual);
    const june = count('Order Paid', '2026-05-20', '2026-06-02') / 14;
    expect(count('Order Paid', '2026-06-18', '2026-06-18')).toBeGreaterThan(2.5 * june);
  });
});
