import { DAY, HOUR, MINUTE } from '../calendar.ts';
import { delayedProvince } from '../data/anomalies.data.ts';
import { causes } from '../data/causes.data.ts';
import type { Product } from '../data/products.data.ts';
import type { TicketTopic } from '../data/ticket-phrases.data.ts';
import { between, chance, pick, wholeBetween } from '../draw.ts';
import { type Life, report } from '../person/life.ts';
import type { Sentiment } from '../person/person.ts';
import { within } from '../world.ts';
import { anyReviewTopic, reviewText, ticketText } from './writing.ts';

/** An order that has been paid and now has to reach the person. */
export interface Paid {
  orderId: string;
  main: Product;
  paid: number;
  at: number;
}

interface Experience {
  deliveredAt: number;
  late: boolean;
  damaged: boolean;
  badService: boolean;
}

/** Delivery, and what may come of it: a ticket, a refund, a review. */
export function arrange(life: Life, order: Paid): void {
  const { random, traits, world } = life;
  const delayed = traits.province === delayedProvince && within(order.at, world.anomalies.delivery_delay);
  const late = chance(random, delayed ? 0.9 : 0.06);
  const days = traits.deliveryDays * between(random, 0.7, 1.3) + (late ? between(random, 4, 8) : 0);
  const deliveredAt = Math.round(order.at + days * DAY);
  const damaged = chance(random, 0.035);
  report(life, deliveredAt, 'Order Delivered', {
    order_id: order.orderId,
    delivery_days: Math.round(days * 10) / 10,
    late,
    province: traits.province,
    product: order.main.name,
    category: order.main.category,
  });
  // People lose heart while they wait, not when the parcel comes.
  if (late) strike(life, deliveredAt - 2 * DAY, 'late_delivery');
  const experience = { deliveredAt, late, damaged, badService: false };
  experience.badService = perhapsTicket(life, order, experience);
  if (damaged && chance(random, 0.5)) {
    const at = deliveredAt + Math.round(between(random, 1, 5) * DAY);
    report(life, at, 'Order Refunded', {
      order_id: order.orderId,
      refund: order.paid,
      currency: 'CNY',
      reason: 'damaged',
    });
  }
  if (chance(random, late || damaged ? 0.42 : 0.3)) writeReview(life, order, experience);
}

/** Opens a ticket with some probability; whether the service was bad. */
function perhapsTicket(life: Life, order: Paid, { deliveredAt, late, damaged }: Experience): boolean {
  const { random, traits } = life;
  if (!chance(random, late ? 0.35 : damaged ? 0.75 : 0.05)) return false;
  const topic: TicketTopic = late
    ? 'late'
    : damaged
      ? 'damaged'
      : pick(random, ['coupon', 'invoice', 'brewing'] as const);
  const openedAt = Math.round(
    late ? deliveredAt - between(random, 0.2, 2) * DAY : deliveredAt + between(random, 0.1, 1.5) * DAY,
  );
  const hours = Math.round(between(random, 0.2, late ? 40 : 18) * 10) / 10;
  const bad = chance(random, 0.3);
  const ticketId = `T${order.orderId.slice(2)}`;
  const common = { ticket_id: ticketId, order_id: order.orderId, topic };
  const text = ticketText(random, traits.language, topic, holes(life, order));
  report(life, openedAt, 'Ticket Opened', { ...common, text, language: traits.language });
  const closedAt = openedAt + Math.round(hours * HOUR);
  const satisfaction = bad ? wholeBetween(random, 1, 2) : wholeBetween(random, 4, 5);
  report(life, closedAt, 'Ticket Closed', {
    ...common,
    resolution_hours: hours,
    satisfaction,
    resolved: !bad,
  });
  life.sentiments[ticketId] = topic === 'brewing' || topic === 'invoice' ? 'neutral' : 'negative';
  if (bad) strike(life, closedAt, 'bad_service');
  return bad;
}

function writeReview(life: Life, order: Paid, { deliveredAt, late, damaged, badService }: Experience): void {
  const { random, traits } = life;
  const mood = between(random, 2.3, 5.4) - (late ? 1.6 : 0) - (damaged ? 2 : 0) - (badService ? 1.5 : 0);
  const sentiment: Sentiment = mood >= 3.1 ? 'positive' : mood >= 2.5 ? 'neutral' : 'negative';
  const stars =
    sentiment === 'positive'
      ? wholeBetween(random, 4, 5)
      : sentiment === 'neutral'
        ? 3
        : wholeBetween(random, 1, 2);
  const topic = late ? 'delivery' : damaged ? 'package' : badService ? 'service' : anyReviewTopic(random);
  const reviewId = `R${order.orderId.slice(2)}`;
  const at = deliveredAt + Math.round(between(random, 0.3, 6) * DAY) + MINUTE;
  report(life, at, 'Review Written', {
    review_id: reviewId,
    order_id: order.orderId,
    product: order.main.name,
    category: order.main.category,
    // Some leave five stars by habit, whatever they write.
    rating: chance(random, 0.05) ? 5 : stars,
    text: reviewText(random, traits.language, sentiment, topic, holes(life, order)),
    language: traits.language,
  });
  life.sentiments[reviewId] = sentiment;
}

/** From this moment on the person has one more reason to leave. */
function strike(life: Life, at: number, cause: 'late_delivery' | 'bad_service'): void {
  life.agenda.push({
    at,
    keep: () => life.churnedAt === null && life.hazard.again(cause, causes[cause].ratio, at),
  });
}

function holes({ traits }: Life, { orderId, main }: Paid) {
  return { product: traits.language === 'zh' ? main.name : main.english, order: orderId };
}
