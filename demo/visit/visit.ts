import type { PlatformId } from '../data/channels.data.ts';
import { chance, pick, waiting } from '../draw.ts';
import type { Device } from '../person/device.ts';
import type { Life } from '../person/life.ts';
import { dayAt, within } from '../world.ts';
import { checkOut, type Lure } from './order.ts';
import { Session } from './session.ts';

const SIGN_IN: Readonly<Record<PlatformId, number>> = { ios: 0.9, android: 0.88, mini: 0.95, web: 0.85 };

/** One session: opens the shop, looks around, perhaps buys. */
export function visit(life: Life, startsAt: number, lure?: Lure): void {
  const { random, traits, world } = life;
  const session = new Session(life, chooseDevice(life, startsAt), startsAt);
  session.open();
  life.lastSeen = startsAt;
  if (session.crashes()) return;
  if (lure || (!traits.shy && chance(random, SIGN_IN[session.device.platform]))) session.signIn();
  if (chance(random, 0.14)) session.search();
  const looks = lure ? 1 : Math.min(8, Math.floor(waiting(random, traits.type.views) + 0.35));
  const seen = Array.from({ length: looks }, () => session.look());
  const wanted = seen[seen.length - 1];
  if (!wanted) return;
  const buys = lure !== undefined || (session.device.signedIn && chance(random, appetite(life, startsAt)));
  if (buys) checkOut(life, session, session.fill(wanted), lure);
  else if (chance(random, 0.1)) session.abandon(wanted);
  if (within(startsAt, world.anomalies.broken_release)) session.crashes();
}

function appetite({ world, traits, orders, hazard }: Life, at: number): number {
  const festive = dayAt(world, at).appetite;
  const thrift = traits.thrifty ? (festive > 1.5 ? 1.3 : 0.75) : 1;
  const habit = orders > 0 ? 1.35 : 1;
  const trust = hazard.has('bad_service') || hazard.has('late_delivery') ? 0.85 : 1;
  return Math.min(0.8, traits.type.buys * festive * thrift * habit * trust);
}

function chooseDevice({ devices, random }: Life, at: number): Device {
  const usable = devices.filter(({ since }) => since <= at);
  return chance(random, 0.6) ? (usable[0] as Device) : pick(random, usable);
}
