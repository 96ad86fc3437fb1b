import type { Random } from '#lib/core';
import { DAY } from '../calendar.ts';
import { type Channel, type PlatformId, platformIds } from '../data/channels.data.ts';
import { between, chance, wheel } from '../draw.ts';
import type { Fields } from '../message.ts';
import { type World, within } from '../world.ts';

/** Something a person visits the shop with; unknown to the shop until somebody signs in on it. */
export interface Device {
  platform: PlatformId;
  anonymousId: string;
  since: number;
  signedIn: boolean;
  context: Fields;
}

const contexts: Readonly<Record<PlatformId, Fields>> = {
  ios: { os: { name: 'iOS' }, device: { type: 'ios', manufacturer: 'Apple' }, timezone: 'Asia/Shanghai' },
  android: {
    os: { name: 'Android' },
    device: { type: 'android', manufacturer: 'Xiaomi' },
    timezone: 'Asia/Shanghai',
  },
  mini: { os: { name: 'WeChat' }, device: { type: 'mini-program' }, timezone: 'Asia/Shanghai' },
  web: {
    userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0 Safari/537.36',
    timezone: 'Asia/Shanghai',
  },
};

const secondWheels = Object.fromEntries(
  platformIds.map((first) => {
    const others = platformIds.filter((id) => id !== first);
    return [first, wheel(others, (id) => (id === 'mini' ? 2 : 1))];
  }),
) as Readonly<Record<PlatformId, (random: Random) => PlatformId>>;

const firstWheels = new Map<string, (random: Random) => PlatformId>();

function firstPlatform(random: Random, channel: Channel): PlatformId {
  const known = firstWheels.get(channel.id) ?? wheel(platformIds, (id) => channel.platforms[id]);
  firstWheels.set(channel.id, known);
  return known(random);
}

/** The devices of a person, the first one first; some take up a second or third one later. */
export function drawDevices(random: Random, channel: Channel, arrivedAt: number, key: string): Device[] {
  const first = firstPlatform(random, channel);
  const devices = [device(first, arrivedAt, `${key}-a`)];
  if (chance(random, 0.3)) {
    const since = arrivedAt + between(random, 1, 40) * DAY;
    devices.push(device(secondWheels[first](random), since, `${key}-b`));
    if (chance(random, 0.2)) devices.push(device(first, since + between(random, 20, 200) * DAY, `${key}-c`));
  }
  return devices;
}

function device(platform: PlatformId, since: number, anonymousId: string): Device {
  return { platform, since, anonymousId, signedIn: false, context: contexts[platform] };
}

const RELEASE_EVERY = 28;

/** What happened, together with where: the platform and, for apps, the version. */
export function located(world: World, { platform }: Device, at: number, properties: Fields): Fields {
  if (platform === 'web') return { ...properties, platform };
  const release = Math.floor((at - world.start) / DAY / RELEASE_EVERY);
  const patch = isBroken(world, platform, at) ? 1 : 0;
  return { ...properties, platform, app_version: `4.${release}.${patch}` };
}

/** Whether this platform runs the broken release at that moment. */
export function isBroken(world: World, platform: PlatformId, at: number): boolean {
  return platform === 'android' && within(at, world.anomalies.broken_release);
}
