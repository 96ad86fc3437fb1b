import type { Language, Words } from '#lib/core';

/** What people write to customer service about. */
export const ticketTopics = {
  late: { zh: '物流催单', en: 'Late parcel' },
  damaged: { zh: '破损少件', en: 'Damaged or missing' },
  coupon: { zh: '优惠券问题', en: 'Coupon trouble' },
  invoice: { zh: '发票', en: 'Invoice' },
  brewing: { zh: '使用咨询', en: 'How to use' },
} as const satisfies Record<string, Words>;

export type TicketTopic = keyof typeof ticketTopics;

interface TicketPhrases {
  openings: readonly string[];
  about: Readonly<Record<TicketTopic, readonly string[]>>;
  closings: readonly string[];
}

const zh: TicketPhrases = {
  openings: ['你好,', '在吗?', '客服你好,', '麻烦看一下,', '请问', '人呢?', '第二次来问了,'],
  about: {
    late: [
      '订单{order}怎么还没到',
      '{order}物流三天没动了',
      '说好的时效呢,{order}到哪了',
      '{order}能不能催一下快递',
      '买{product}是要送人的,再不到就来不及了',
    ],
    damaged: [
      '{product}收到就是碎的',
      '{order}少了一件,核实一下',
      '{product}漏了,整个箱子都湿了',
      '{product}盒子压坏了,怎么处理',
      '发来的不是{product},发错货了',
    ],
    coupon: [
      '优惠券用不了,一直提示不满足条件',
      '满减没有生效,{order}多付了钱',
      '会员券过期了能补吗',
      '活动页面的券领不到',
    ],
    invoice: ['{order}要开公司发票', '发票抬头填错了,能重开吗', '电子发票没收到', '{order}的发票什么时候开'],
    brewing: [
      '{product}水温要多少度',
      '{product}保质期到什么时候',
      '{product}一次放几克',
      '{product}孕妇能喝吗',
    ],
  },
  closings: ['谢谢', '尽快处理', '等回复', '急', '麻烦了', '不行就退款', ''],
};

const en: TicketPhrases = {
  openings: ['Hi,', 'Hello there,', 'Anyone here?', 'Writing again,', 'Quick question:'],
  about: {
    late: [
      'where is my order {order}',
      'the tracking of {order} has not moved for days',
      'my {product} is late',
    ],
    damaged: [
      'my {product} arrived broken',
      'one item is missing from {order}',
      'I received the wrong product',
    ],
    coupon: [
      'the coupon does not apply',
      'the discount is missing from {order}',
      'I cannot claim the coupon',
    ],
    invoice: ['I need an invoice for {order}', 'the company name on the invoice is wrong'],
    brewing: ['what water temperature for the {product}', 'how long does the {product} keep'],
  },
  closings: ['thanks', 'please hurry', 'waiting for your reply', 'otherwise I want a refund', ''],
};

export const ticketPhrases: Readonly<Record<Language, TicketPhrases>> = { zh, en };
