import type { Words } from '#lib/core';
import type { Purchase } from './purchase.ts';

/** Which properties tell who somebody is; what the data do not have is absent. */
export interface Face {
  readonly name?: string;
  readonly city?: string;
  readonly level?: string;
  /** What somebody spent in all, where that is told of people. */
  readonly spend?: string;
  readonly purchase?: Purchase;
}

type Type = 'text' | 'number' | 'time';

interface Named {
  readonly name: string;
  readonly words: Words;
  readonly count: number;
}

/** What a project's data is made of, as far as a face is looked for in it. */
export interface FaceSource {
  readonly events: readonly Named[];
  readonly ofEvents: readonly (Named & {
    readonly types: readonly Type[];
    readonly events: readonly string[];
  })[];
  readonly ofPeople: readonly (Named & { readonly types: readonly Type[] })[];
}

/** The best words first; lower case, without blanks and marks. */
const known = {
  name: [
    /^(full|real|display|customer|user|member)?name$|^(真实|客户|会员|用户)?(姓名|名称|名字)$|^(客户|用户|会员)名$/,
    /^(nick|first|screen|login)name$|^(微信|用户|会员)?昵称$|^收货人$/,
    /^(e?mail|emailaddress|邮箱|电子邮箱|phone|phonenumber|mobile|手机号?码?)$/,
  ],
  city: [
    /^(home|living|user|customer|billing|shipping|signup|registration)?city(name)?$|^(所在|常住|常驻|居住|注册|收货)?城市$/,
    /^(home|user|customer)?(province|region|state)$|^(所在)?(省份?|地区|区域)$/,
    /^(home|user|customer)?country(name|code)?$|^国家$/,
  ],
  level: [
    /^(member|membership|vip|customer|user|loyalty)(level|tier|grade|rank|type)$|^(会员|用户|客户|vip)?(等级|级别)$/,
    /^(level|tier|grade|vip|membership|plan|subscription|套餐|会员卡|会员类型)$/,
  ],
  spend: [
    /^(total|lifetime|cumulative)(spend|spent|spending|revenue|amount|value|paid)$|^ltv$|^(累计|总|历史)(消费|支付|实付)(金额|额)?$|^消费总额$/,
  ],
  purchase: [
    /^(order|checkout|payment|invoice|cart)s?(paid|completed|complete|succeeded|success|purchased)$|^purchased?$|^(支付|付款|购买)(订单|成功|完成)?$|^订单(支付|付款|完成|成交)(成功)?$/,
    /^(orders?|transactions?|sales?|payments?|bought|paid|orderplaced|ordercreated|placedorder)$|^(订单|消费|成交|交易|下单)$/,
  ],
  amount: [
    /^(revenue|paid|(paid|payment|net)amount|grandtotal)$|^(实付|支付|实收|付款)(金额|款)?$/,
    /^(amount|total|(order|total|purchase|transaction|sales?)amount|(order)?total|totalprice|gmv|sales)$|^(订单|成交|交易|消费|总)?金额$|^总价$/,
    /^(value|ordervalue|spend|money|price)$|^(价格|单价)$/,
  ],
  currency: [/^(currency|currencycode|币种|货币)$/],
} as const satisfies Record<string, readonly RegExp[]>;

/** Finds in what the data is made of who people are and what they buy, by names and types alone. */
export function faceOf({ events, ofEvents, ofPeople }: FaceSource): Face {
  const texts = ofPeople.filter(({ types }) => !types.includes('time'));
  const face = {
    name: best(texts, known.name),
    city: best(texts, known.city),
    level: best(texts, known.level),
    spend: best(
      ofPeople.filter(({ types }) => types.includes('number')),
      known.spend,
    ),
    purchase: purchaseIn(events, ofEvents),
  };
  return Object.fromEntries(Object.entries(face).filter(([, found]) => found !== undefined));
}

function purchaseIn(events: FaceSource['events'], ofEvents: FaceSource['ofEvents']): Purchase | undefined {
  for (const event of ranked(events, known.purchase)) {
    const own = ofEvents.filter((property) => property.events.includes(event));
    const amount = best(
      own.filter(({ types }) => types.includes('number')),
      known.amount,
    );
    const currency = best(own, known.currency);
    if (amount !== undefined) return { event, amount, ...(currency !== undefined && { currency }) };
  }
  return undefined;
}

function best(among: readonly Named[], words: readonly RegExp[]): string | undefined {
  return ranked(among, words)[0];
}

/** Those that fit, the best words first, and of the same the most frequent. */
function ranked(among: readonly Named[], words: readonly RegExp[]): string[] {
  const fit = ({ name, words: { zh, en } }: Named) =>
    words.findIndex((word) => [name, zh, en].some((one) => word.test(plain(one))));
  return among
    .filter(({ name }) => !name.startsWith('$'))
    .map((one) => ({ one, at: fit(one) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at || b.one.count - a.one.count || (a.one.name < b.one.name ? -1 : 1))
    .map(({ one }) => one.name);
}

function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-.·:()（）[\]#*"'/]/g, '');
}
