const deals = [/paid|payment|purchase|checkout|支付|付款|购买|成交/i, /order|subscribe|订单|下单|订阅|充值/i];
const undone = /cancel|refund|return|fail|view|start|submit|begin|取消|退|失败|浏览/i;

/** The event in which a customer pays, as far as names tell. */
export function purchaseEventOf(events: readonly { name: string }[]): string | undefined {
  for (const pattern of deals) {
    const found = events.find(({ name }) => pattern.test(name) && !undone.test(name));
    if (found) return found.name;
  }
  return undefined;
}
