const deals = [/paid|payment|purchase|checkout|支付|付款|购买|成交/i, /order|subscribe|订单|下单|订阅|充值/i];
const undone = /cancel|refund|return|fail|view|start|submit|begin|取消|退|失败|浏览/i;

/** The event in which a customer pays, as far as names tell. */
export function purchaseEventOf(events: readonly { name: string }[]): string | undefined {
  return firstNamed(events, deals, undone);
}

const sums = [
  /revenue|paid|net_?sales|实付|实收|支付金额|付款金额|成交额/i,
  /amount|total|gmv|sales|金额|收入|营收|总价|总额/i,
];
const parts = /discount|refund|tax|ship|freight|coupon|count|优惠|折扣|运费|退|税/i;

/** The property of a purchase that says how much was paid, as far as names tell. */
export function amountOf(
  properties: readonly { readonly name: string; readonly types: readonly string[] }[],
): string | undefined {
  return firstNamed(
    properties.filter(({ types }) => types.includes('number')),
    sums,
    parts,
  );
}

/** The first name that fits the earliest pattern, and not what speaks against it. */
function firstNamed(
  named: readonly { readonly name: string }[],
  patterns: readonly RegExp[],
  against: RegExp,
): string | undefined {
  for (const pattern of patterns) {
    const found = named.find(({ name }) => pattern.test(name) && !against.test(name));
    if (found) return found.name;
  }
  return undefined;
}
