import { MINUTE } from '../calendar.ts';
import { causes } from '../data/causes.data.ts';
import type { Product } from '../data/products.data.ts';
import { searches } from '../data/searches.data.ts';
import { between, chance, pick, waiting } from '../draw.ts';
import type { Fields } from '../message.ts';
import { type Device, isBroken, located } from '../person/device.ts';
import { type Life, note } from '../person/life.ts';
import { within } from '../world.ts';
import { drawCategory, drawProduct } from './choose-product.ts';
import type { Basket } from './order.ts';
import { signIn } from './sign-in.ts';

/** The steps of one session, each a little later than the last. */
export class Session {
  constructor(
    private readonly life: Life,
    readonly device: Device,
    private clock: number,
  ) {}

  /** The present moment, after a pause of seconds to minutes. */
  later(): number {
    this.clock += 1000 + Math.floor(waiting(this.life.random, 0.6 * MINUTE));
    return this.clock;
  }

  track(event: string, properties: Fields): void {
    const at = this.later();
    note(this.life, at, this.device, {
      type: 'track',
      event,
      properties: located(this.life.world, this.device, at, properties),
    });
  }

  open(): void {
    const { platform } = this.device;
    const isFirst = this.clock === this.life.arrivedAt;
    if (platform === 'web') this.page('Home', '/', this.clock, isFirst ? this.life.landing : undefined);
    else {
      const at = this.clock;
      const properties = located(this.life.world, this.device, at, {});
      const landing = isFirst ? this.life.landing : undefined;
      note(this.life, at, this.device, { type: 'track', event: 'App Opened', properties }, landing);
    }
  }

  page(name: string, path: string, at: number, landing?: Fields): void {
    const properties = { platform: this.device.platform, path, url: `https://shop.manshan.example${path}` };
    const times =
      this.device.platform === 'web' && within(at, this.life.world.anomalies.doubled_pages) ? 2 : 1;
    for (let time = 0; time < times; time++) {
      note(this.life, at + time * 40, this.device, { type: 'page', name, properties }, landing);
    }
  }

  /** On the broken release every other session ends at once. */
  crashes(): boolean {
    const { life, device } = this;
    if (!isBroken(life.world, device.platform, this.clock) || !chance(life.random, 0.55)) return false;
    this.track('App Crashed', { screen: pick(life.random, ['Home', 'Product', 'Checkout']) });
    if (!life.hazard.has('app_crash')) life.hazard.set('app_crash', causes.app_crash.ratio, this.clock);
    return true;
  }

  signIn(): void {
    signIn(this.life, this.device, this.later());
  }

  search(): void {
    const { random } = this.life;
    const found = pick(random, searches);
    this.track('Product Searched', { query: found, results: Math.floor(between(random, 0, 18)) });
  }

  look(): Product {
    const { random, traits } = this.life;
    const category = drawCategory(random, traits.type);
    const product = drawProduct(random, category);
    if (this.device.platform === 'web' && chance(random, 0.4))
      this.page('Category', `/c/${category}`, this.later());
    this.track('Product Viewed', describe(product));
    return product;
  }

  /** Puts the wanted product into the basket, and sometimes one or two more. */
  fill(wanted: Product): Basket {
    const { random, traits } = this.life;
    const more = chance(random, 0.35) ? [drawProduct(random, drawCategory(random, traits.type))] : [];
    const chosen = [wanted, ...more.filter(({ id }) => id !== wanted.id)];
    return chosen.map((product) => {
      const quantity = chance(random, 0.2) ? 2 : 1;
      this.track('Product Added', { ...describe(product), quantity });
      return { product, quantity };
    });
  }

  abandon(wanted: Product): void {
    this.track('Product Added', { ...describe(wanted), quantity: 1 });
    if (this.device.signedIn && chance(this.life.random, 0.3)) {
      this.track('Checkout Started', { item_count: 1, order_value: wanted.price });
    }
  }
}

function describe({ id, name, category, price }: Product): Fields {
  return { product_id: id, product: name, category, price };
}
