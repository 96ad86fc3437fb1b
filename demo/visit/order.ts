import { firstCategoryRatios, levelRatios } from '../data/causes.data.ts';
import type { CategoryId, Product } from '../data/products.data.ts';
import { chance, wheel, wholeBetween } from '../draw.ts';
import type { Fields } from '../message.ts';
import { earnedLevel, type Life } from '../person/life.ts';
import { dayAt, within } from '../world.ts';
import { arrange } from './aftermath.ts';

/** What brings somebody to order for sure: a message, and the coupon it carries. */
export interface Lure {
  campaign: string;
  coupon: number;
}

export type Basket = { product: Product; quantity: number }[];

/** What an order needs of the session it is made in. */
interface Till {
  track(event: string, properties: Fields): void;
  later(): number;
}

const drawPayment = wheel(
  ['wechat_pay', 'alipay', 'unionpay'] as const,
  (id) => ({ wechat_pay: 6, alipay: 3.4, unionpay: 0.6 })[id],
);

/** From the basket to the paid order, if the payment goes through. */
export function checkOut(life: Life, till: Till, basket: Basket, lure?: Lure): void {
  const { random, world } = life;
  const value = basket.reduce((sum, { product, quantity }) => sum + product.price * quantity, 0);
  const count = basket.reduce((sum, { quantity }) => sum + quantity, 0);
  const { coupon, discount } = reduction(life, till.later(), value, lure);
  if (coupon) till.track('Coupon Claimed', { coupon, discount });
  till.track('Checkout Started', { item_count: count, order_value: value });
  const orderId = `MS${life.userId.slice(1)}${String(life.orders + 1).padStart(3, '0')}`;
  const payment = {
    order_id: orderId,
    payment_method: drawPayment(random),
    revenue: value - discount,
    currency: 'CNY',
  };
  const at = till.later();
  const outage = within(at, world.anomalies.payment_outage);
  if (chance(random, outage ? 0.9 : 0.025)) {
    till.track('Payment Failed', { ...payment, reason: outage ? 'gateway_timeout' : 'declined' });
    if (outage || chance(random, 0.5)) return;
  }
  const main = basket[0]?.product as Product;
  till.track('Order Paid', {
    ...payment,
    discount,
    ...(coupon && { coupon }),
    item_count: count,
    product: main.name,
    category: main.category,
    is_first_order: life.orders === 0,
    products: basket.map(({ product, quantity }) => ({
      product_id: product.id,
      product: product.name,
      category: product.category,
      price: product.price,
      quantity,
    })),
  });
  remember(life, main.category, value - discount, at);
  arrange(life, { orderId, main, paid: value - discount, at });
}

function reduction(life: Life, at: number, value: number, lure?: Lure) {
  const { promotion } = dayAt(life.world, at);
  if (lure && lure.coupon > 0)
    return { coupon: lure.campaign, discount: Math.min(lure.coupon, Math.floor(value / 2)) };
  if (promotion) return { coupon: promotion, discount: Math.round(value * 0.15) };
  const seeks = life.traits.thrifty ? 0.45 : 0.12;
  if (chance(life.random, seeks))
    return {
      coupon: 'shop_coupon',
      discount: Math.min(wholeBetween(life.random, 1, 4) * 5, Math.floor(value / 4)),
    };
  return { discount: 0 };
}

/** What an order changes: the first category, the money spent, the member level. */
function remember(life: Life, category: CategoryId, paid: number, at: number): void {
  life.orders += 1;
  life.spent += paid;
  if (!life.firstCategory) {
    life.firstCategory = category;
    life.hazard.set('first_category', firstCategoryRatios[category], at);
    tell(life, at, { first_category: category });
  }
  const level = earnedLevel(life);
  if (level === life.level) return;
  life.level = level;
  life.hazard.set('level', levelRatios[level], at);
  tell(life, at, { member_level: level });
}

function tell(life: Life, at: number, traits: Fields): void {
  life.log.report(at + 60_000, { type: 'identify', traits }, life.userId);
}
