import type { Language } from '#lib/core';
import type { Sentiment } from '../person/person.ts';

/** What a review may be about. */
export type ReviewTopic = 'taste' | 'price' | 'delivery' | 'package' | 'service';

interface ReviewPhrases {
  openings: readonly string[];
  about: Readonly<Record<ReviewTopic, Readonly<Record<Sentiment, readonly string[]>>>>;
  closings: Readonly<Record<Sentiment, readonly string[]>>;
}

const zh: ReviewPhrases = {
  openings: [
    '{product}收到了',
    '喝了一个星期{product}',
    '朋友推荐来买的{product}',
    '第二次买{product}',
    '给爸妈买的{product}',
    '办公室囤货',
    '活动时下的单',
    '等了很久才下手{product}',
    '随手买的{product}',
    '今天刚拆开{product}',
  ],
  about: {
    taste: {
      positive: [
        '香气很足,回甘明显',
        '入口清爽,一点不涩',
        '味道干净,层次感不错',
        '越喝越上头',
        '同事都来问链接',
        '口感比预期好',
      ],
      neutral: [
        '味道中规中矩',
        '口感一般,没有特别惊艳',
        '偏淡,可能个人口味重',
        '能喝,谈不上多好',
        '和上一批差不多',
      ],
      negative: [
        '味道很淡,像陈货',
        '有一股怪味,不敢多喝',
        '苦涩得厉害',
        '和描述完全不是一回事',
        '香精味太重了',
        '喝完胃不舒服',
      ],
    },
    price: {
      positive: ['这个价位真的划算', '用了券很便宜', '性价比没话说', '比门店便宜不少', '满减下来很香'],
      neutral: ['价格还行', '不打折的话有点贵', '一分钱一分货吧', '价格跟别家差不多'],
      negative: [
        '刚买完就降价,心里堵',
        '优惠券用不了,白折腾',
        '这个价不值',
        '越卖越贵,分量还少了',
        '虚标原价,套路太多',
      ],
    },
    delivery: {
      positive: ['昨天下单今天就到', '物流飞快', '快递小哥送到门口', '比预计早到一天'],
      neutral: ['物流正常速度', '三四天到的,还可以', '快递放驿站了,自己去取的'],
      negative: [
        '等了一个多星期才到',
        '物流一直不更新,急死人',
        '说好三天到,拖了八天',
        '催了好几次才发货',
        '快递慢到想退款',
      ],
    },
    package: {
      positive: [
        '包装很用心,送人也拿得出手',
        '盒子好看,舍不得扔',
        '包得严严实实,一点没碎',
        '还附了一张手写卡片',
      ],
      neutral: ['包装简单', '盒子有点压痕,不影响用', '包装和图片一致'],
      negative: [
        '打开就碎了一半',
        '盒子压扁了,没法送人',
        '密封袋漏气',
        '少发了一件',
        '瓶盖松了,漏得到处都是',
      ],
    },
    service: {
      positive: ['客服很耐心', '问了冲泡方法,回复特别细', '售后处理得很快', '客服态度好,加一分'],
      neutral: ['客服回复正常', '客服有点慢,问题解决了', '没怎么联系客服'],
      negative: [
        '客服只会复制粘贴',
        '找客服三天没人理',
        '售后互相推,没人负责',
        '客服态度敷衍',
        '机器人绕来绕去找不到人工',
      ],
    },
  },
  closings: {
    positive: ['会回购', '推荐', '已经安利给闺蜜了', '五星好评', '下次还来', '支持一下'],
    neutral: ['先这样吧', '再观察看看', '看下次活动再说', '凑合用', ''],
    negative: ['不会再买了', '失望', '拔草了', '希望商家重视', '避雷', '卸载了'],
  },
};

const en: ReviewPhrases = {
  openings: [
    'Got the {product} today',
    'Second time buying the {product}',
    'Bought the {product} as a gift',
    'Been drinking the {product} for a week',
    'Ordered the {product} on sale',
    'A friend told me about the {product}',
  ],
  about: {
    taste: {
      positive: [
        'lovely aroma and a sweet finish',
        'clean and smooth, not bitter at all',
        'tastes better than expected',
      ],
      neutral: ['tastes okay, nothing special', 'a bit mild for me', 'same as the last batch'],
      negative: ['tastes stale', 'far too bitter', 'nothing like the description', 'smells artificial'],
    },
    price: {
      positive: ['great value', 'really cheap with the coupon', 'cheaper than in the store'],
      neutral: ['price is fair', 'a little pricey without a discount'],
      negative: ['price dropped the day after I paid', 'the coupon did not work', 'not worth the money'],
    },
    delivery: {
      positive: ['arrived the next day', 'super fast delivery', 'came a day early'],
      neutral: ['delivery took the usual three days', 'had to pick it up at the station'],
      negative: [
        'took more than a week to arrive',
        'tracking never updated',
        'promised three days, took nine',
      ],
    },
    package: {
      positive: ['beautifully packed', 'the box is gorgeous', 'everything arrived in one piece'],
      neutral: ['simple packaging', 'box slightly dented but fine'],
      negative: ['half of it was broken', 'the box was crushed', 'one item was missing', 'the seal leaked'],
    },
    service: {
      positive: [
        'support was patient and kind',
        'got brewing tips from support',
        'refund came within an hour',
      ],
      neutral: ['support was a bit slow but solved it', 'did not need support'],
      negative: [
        'support only pastes canned replies',
        'nobody answered for three days',
        'could not reach a human',
      ],
    },
  },
  closings: {
    positive: ['will buy again', 'recommended', 'five stars', 'happy customer'],
    neutral: ['we will see', 'fine for now', ''],
    negative: ['never again', 'very disappointed', 'please do better', 'uninstalled the app'],
  },
};

export const reviewPhrases: Readonly<Record<Language, ReviewPhrases>> = { zh, en };
