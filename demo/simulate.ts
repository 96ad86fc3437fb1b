import { type Random, seededRandom } from '#lib/core';
import { DAY } from './calendar.ts';
import { causes, platformRatios } from './data/causes.data.ts';
import { chance, waiting } from './draw.ts';
import { live, someTimeOn } from './live.ts';
import type { DemoOptions } from './options.ts';
import { type Arrival, drawArrival } from './person/arrival.ts';
import { drawDevices } from './person/device.ts';
import { Hazard } from './person/hazard.ts';
import { type Life, propertiesOf } from './person/life.ts';
import { MessageLog } from './person/message-log.ts';
import type { DemoPerson } from './person/person.ts';
import { drawTraits, type Traits } from './person/traits.ts';
import { seedOf } from './seed.ts';
import { BOT_SHARE, simulateBot } from './visit/bot.ts';
import { createWorld, type World } from './world.ts';

/** All people of the company, one after the other; nothing is kept once a person has been handed out. */
export function* simulate(options: DemoOptions): Generator<DemoPerson> {
  const world = createWorld(options);
  for (let index = 0; index < world.people; index++) yield personOf(world, index);
}

/** The same person the stream yields at this place, alone. */
export function simulatePerson(options: DemoOptions, index: number): DemoPerson {
  return personOf(createWorld(options), index);
}

function personOf(world: World, index: number): DemoPerson {
  const random = seededRandom(seedOf(world.seed, index));
  const key = `${world.seed.toString(36)}p${index.toString(36)}`;
  if (chance(random, BOT_SHARE)) return simulateBot(world, random, index, key);
  const traits = drawTraits(random);
  const arrival = drawArrival(world.arrivals, random, traits.province);
  const life = newLife(world, random, index, key, traits, arrival);
  live(life);
  return tell(life, index, arrival.incremental);
}

function newLife(
  world: World,
  random: Random,
  index: number,
  key: string,
  traits: Traits,
  arrival: Arrival,
): Life {
  const { channel } = arrival;
  const arrivedAt = someTimeOn(random, world.start + arrival.day * DAY);
  const devices = drawDevices(random, channel, arrivedAt, key);
  const hazard = new Hazard(traits.type.leaves, arrivedAt, waiting(random, 1));
  hazard.set('channel', channel.hazardRatio, arrivedAt);
  hazard.set('platform', platformRatios[devices[0]?.platform ?? 'web'], arrivedAt);
  if (traits.thrifty) hazard.set('price_sensitive', causes.price_sensitive.ratio, arrivedAt);
  if (!traits.pushConsent) hazard.set('no_push_consent', causes.no_push_consent.ratio, arrivedAt);
  const paid = channel.costPerPerson > 0;
  return {
    world,
    random,
    key,
    traits,
    channelId: channel.id,
    landing: paid ? { campaign: { source: channel.id, medium: 'paid', name: 'acquisition' } } : undefined,
    arrivedAt,
    devices,
    log: new MessageLog(),
    hazard,
    userId: `m${(10_000_000 + index).toString()}`,
    lastSeen: arrivedAt,
    churnedAt: null,
    nextVisit: Number.POSITIVE_INFINITY,
    agenda: [],
    orders: 0,
    spent: 0,
    level: 'bronze',
    exposures: {},
    sentiments: {},
  };
}

function tell(life: Life, index: number, incremental: boolean): DemoPerson {
  // Who signs in during the last minute has not done so yet when the curtain falls.
  if ((life.signedUpAt ?? 0) >= life.world.end) life.signedUpAt = undefined;
  const events = life.log.read(life.key, life.world.end);
  const used = new Set(events.map(({ anonymousId }) => anonymousId));
  return {
    index,
    ids: {
      ...(life.signedUpAt !== undefined && { userId: life.userId }),
      anonymousIds: life.devices.map(({ anonymousId }) => anonymousId).filter((id) => used.has(id)),
    },
    properties: propertiesOf(life),
    events,
    truth: {
      type: life.traits.type.id,
      incremental,
      baseHazard: life.hazard.base,
      hazard: life.hazard.rate,
      causes: life.hazard.causes,
      arrivedAt: new Date(life.arrivedAt).toISOString(),
      churnedAt: life.churnedAt === null ? null : new Date(life.churnedAt).toISOString(),
      exposures: life.exposures,
      sentiments: life.sentiments,
    },
  };
}
