import type { Catalogue } from '#loop/condition';

/** The stations of a purchase in their order, as events are commonly named. */
const stations = [
  /view|browse|detail|浏览|查看/i,
  /cart|加购|购物车/i,
  /order.*(placed|created|submit)|checkout|下单|提交订单/i,
  /paid|payment|purchase|支付|付款|成交/i,
];
const undone = /cancel|refund|fail|remove|取消|退|失败|\$/i;

/** The steps a newcomer starts with: the way to a purchase where the names tell it, else the two most frequent events. */
export function firstSteps({ events }: Pick<Catalogue, 'events'>): { event: string }[] {
  const found = stations.flatMap((station) => {
    const event = events.find(({ name }) => station.test(name) && !undone.test(name));
    return event ? [event.name] : [];
  });
  const way = [...new Set(found)];
  if (way.length >= 2) return way.map((event) => ({ event }));
  const [first = '*', second = first] = events.map(({ name }) => name);
  return [{ event: first }, { event: second }];
}
