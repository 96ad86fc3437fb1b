import { DAY, HOUR, hourWeights } from './calendar.ts';
import { chance, waiting, wheel } from './draw.ts';
import { expose } from './person/exposure.ts';
import type { Life } from './person/life.ts';
import { visit } from './visit/visit.ts';
import { dayAt } from './world.ts';

/** Newcomers are curious: so much more visiting at first, fading with so many days. */
const CURIOSITY = 1.4;
const CURIOSITY_FADES = 6;

const drawHour = wheel(
  hourWeights.map((_, hour) => hour),
  (hour) => hourWeights[hour] ?? 1,
);

/** Lives the life of a person until the simulation ends. */
export function live(life: Life): void {
  const { world } = life;
  for (const { plan, at } of world.campaigns) {
    if (at > life.arrivedAt) life.agenda.push({ at, keep: () => expose(life, plan, at) });
  }
  visit(life, life.arrivedAt);
  life.nextVisit = nextVisit(life, life.arrivedAt);
  let now = life.arrivedAt;
  for (;;) {
    const due = soonest(life);
    const at = Math.min(due?.at ?? Number.POSITIVE_INFINITY, life.nextVisit, world.end);
    passTime(life, now, at);
    now = Math.max(now, at);
    if (at >= world.end) return;
    if (due && due.at === at) {
      life.agenda.splice(life.agenda.indexOf(due), 1);
      due.keep();
    } else if (life.nextVisit === at) {
      visit(life, at);
      life.nextVisit = nextVisit(life, at);
    }
  }
}

function soonest({ agenda }: Life) {
  let first = agenda[0];
  for (const appointment of agenda) if (first && appointment.at < first.at) first = appointment;
  return first;
}

function passTime(life: Life, from: number, to: number): void {
  if (life.churnedAt !== null || to <= from) return;
  const leftAt = life.hazard.pass(from, to);
  if (leftAt === undefined) return;
  life.churnedAt = leftAt;
  life.nextVisit = Number.POSITIVE_INFINITY;
}

/** When the person would come next, unless they leave before. */
function nextVisit(life: Life, now: number): number {
  const { random, traits, world, arrivedAt } = life;
  const age = (now - arrivedAt) / DAY;
  const rate = traits.type.visits * (1 + CURIOSITY * Math.exp(-age / CURIOSITY_FADES));
  const gap = waiting(random, 1 / (rate * dayAt(world, now).demand)) * DAY;
  const festival = world.promotions.find((day) => day > now && day < now + gap);
  const pull = traits.type.promotion * (traits.pushConsent ? 1.1 : 0.9);
  if (festival !== undefined && chance(random, pull)) return atSomeHour(life, festival, now);
  return atSomeHour(life, startOfDay(life, now + gap), now);
}

function startOfDay({ world }: Life, moment: number): number {
  return world.start + Math.floor((moment - world.start) / DAY) * DAY;
}

function atSomeHour({ random }: Life, day: number, now: number): number {
  const at = day + Math.round((drawHour(random) + random()) * HOUR);
  return at > now + HOUR ? at : now + Math.round((1 + 7 * random()) * HOUR);
}

/** A believable moment on a day. */
export function someTimeOn(random: () => number, day: number): number {
  return day + Math.round((drawHour(random) + random()) * HOUR);
}
