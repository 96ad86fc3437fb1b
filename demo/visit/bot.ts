import type { Random } from '#lib/core';
import { MINUTE } from '../calendar.ts';
import { products } from '../data/products.data.ts';
import { pick, waiting, wholeBetween } from '../draw.ts';
import { MessageLog } from '../person/message-log.ts';
import type { DemoPerson } from '../person/person.ts';
import type { World } from '../world.ts';

/** Share of the simulated visitors who are bots. */
export const BOT_SHARE = 0.006;

/** A crawler: one day, one quarter of an hour, dozens of pages, never a name. */
export function simulateBot(world: World, random: Random, index: number, key: string): DemoPerson {
  const { from, to } = world.anomalies.bot_burst;
  const anonymousId = `${key}-a`;
  const context = { userAgent: 'python-requests/2.31', timezone: 'UTC' };
  const device = { platform: 'web' as const, anonymousId, since: from, signedIn: false, context };
  const log = new MessageLog();
  const arrivedAt = from + Math.floor(random() * (to - from - 120 * MINUTE));
  let at = arrivedAt;
  for (let page = wholeBetween(random, 40, 90); page > 0; page--) {
    const path = `/p/${pick(random, products).id}`;
    const properties = { platform: 'web', path, url: `https://shop.manshan.example${path}` };
    log.note(at, { type: 'page', name: 'Product', properties }, device);
    at += 200 + Math.floor(waiting(random, 4000));
  }
  return {
    index,
    ids: { anonymousIds: [anonymousId] },
    properties: {},
    events: log.read(key, to),
    truth: {
      type: 'bot',
      incremental: false,
      baseHazard: 0,
      hazard: 0,
      causes: [],
      arrivedAt: new Date(arrivedAt).toISOString(),
      churnedAt: new Date(at).toISOString(),
      exposures: {},
      sentiments: {},
    },
  };
}
