import { DAY, HOUR, MINUTE } from '../calendar.ts';
import type { Campaign } from '../data/campaigns.data.ts';
import { between, chance, waiting } from '../draw.ts';
import { visit } from '../visit/visit.ts';
import { type Life, report } from './life.ts';

/** The days after a message in which an order counts as its effect. */
export const EFFECT_DAYS = 7;

/** Enrols the person into the campaign, if targeted, on one side of the coin or the other. */
export function expose(life: Life, plan: Campaign, at: number): void {
  if (!isTargeted(life, plan, at)) return;
  const { random } = life;
  const treated = chance(random, plan.treated);
  const convinced = treated && chance(random, plan.convinces[life.traits.type.id]);
  const group = treated ? 'treatment' : 'control';
  life.exposures[plan.id] = { group, convinced, at: new Date(at).toISOString() };
  report(life, at, 'Campaign Enrolled', { campaign: plan.id, group });
  if (!treated) return;
  report(life, at + MINUTE, 'Message Sent', { campaign: plan.id, via: plan.via, coupon_value: plan.coupon });
  if (life.churnedAt === null) life.hazard.set(`campaign:${plan.id}`, plan.hazardRatio, at);
  if (convinced) comeBack(life, plan, at);
  else if (chance(random, 0.06)) clicked(life, plan, at + Math.round(between(random, 0.05, 8) * HOUR));
}

function isTargeted(life: Life, { via, seenWithin, notSeenFor, orders }: Campaign, at: number): boolean {
  if (life.signedUpAt === undefined || (via === 'push' && !life.traits.pushConsent)) return false;
  const away = (at - life.lastSeen) / DAY;
  if (seenWithin !== undefined && away > seenWithin) return false;
  if (notSeenFor !== undefined && away < notSeenFor) return false;
  return life.orders >= (orders ?? 0);
}

/** A convinced person comes and orders, and one who had left is a customer again. */
function comeBack(life: Life, plan: Campaign, sentAt: number): void {
  const at = sentAt + Math.round(between(life.random, 0.02, EFFECT_DAYS - 0.5) * DAY);
  const keep = () => {
    clicked(life, plan, at - MINUTE);
    visit(life, at, { campaign: plan.id, coupon: plan.coupon });
    if (life.churnedAt === null) return;
    life.churnedAt = null;
    life.hazard.renew(waiting(life.random, 1));
    life.nextVisit = at + Math.round(waiting(life.random, 1 / life.traits.type.visits) * DAY);
  };
  life.agenda.push({ at, keep });
}

function clicked(life: Life, plan: Campaign, at: number): void {
  report(life, at, 'Message Clicked', { campaign: plan.id, via: plan.via });
}
