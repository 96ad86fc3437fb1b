import type { ColumnRole } from '../mapping/mapping.ts';

/** What columns are called in files of shops, apps and service desks. Lower case, without blanks and underscores. */
interface Known {
  readonly role: Extract<ColumnRole, 'person' | 'device' | 'time' | 'event' | 'key' | 'amount' | 'trait'>;
  /** The best words first; an earlier list wins over a later one. */
  readonly words: readonly RegExp[];
}

export const knownHeaders: readonly Known[] = [
  {
    role: 'person',
    words: [
      /^(user|customer|cust|member|client|buyer|person|account|distinct|player|subscriber)(id|no|number|code|key)$/,
      /^(用户|客户|会员|顾客|买家|玩家|账号|帐号|账户)(id|号|编号|编码|标识|代码)$/,
      /^(uid|userid|openid|unionid|memberid|customerid|custid|客户id|用户id|会员id)$/,
      /^(user|customer|member|client|buyer|person|用户|客户|会员|买家|顾客|会员卡号|卡号|用户名|username|login|account|账号)$/,
      /^(手机号|手机号码|手机|电话|联系电话|mobile|phone|phonenumber|email|mail|邮箱|电子邮箱)$/,
      /^id$/,
    ],
  },
  {
    role: 'device',
    words: [
      /^(device|anonymous|anon|visitor|cookie|install|installation|browser|guest)(id|uuid|guid|key|code)$/,
      /^(设备|匿名|访客|游客)(id|号|编号|编码|标识|代码)$/,
      /^(userpseudoid|pseudoid|fullvisitorid|idfa|idfv|oaid|gaid|imei|androidid|openudid|deviceno|devicenumber)$/,
    ],
  },
  {
    role: 'time',
    words: [
      /^(下单|支付|付款|交易|成交|消费|订单|购买|事件|发生|访问|登录|操作|行为)(时间|日期)$/,
      /^(event|order|purchase|transaction|invoice|payment|paid|visit|action|log)(time|date|datetime|ts|timestamp|at|day)$/,
      /^(timestamp|time|date|datetime|ts|day|时间|日期|时间戳|eventtimestamp|occurredat|happenedat)$/,
      /^(创建|提交|完成)(时间|日期)$|^(created|createdat|createtime|createdate|creationdate)$/,
      /(时间|日期)$|(time|date|timestamp|at)$/,
    ],
  },
  {
    role: 'event',
    words: [
      /^(event|eventname|eventtype|action|actiontype|behavior|behaviortype|behaviour|activity)$/,
      /^(事件|事件名|事件名称|事件类型|行为|行为类型|操作|动作)$/,
    ],
  },
  {
    role: 'key',
    words: [
      /^(event|message|insert|log|row|record|line)(id|uuid|key)$|^(uuid|guid|insertid)$/,
      /^(order|invoice|transaction|payment|purchase|receipt|ticket|trade|bill|txn|booking|sale|checkout)(id|no|nr|number|code|key|name)$/,
      /^(订单|支付|交易|流水|发票|工单|账单|小票|消费|购买|主订单|子订单|事件|记录|日志|退款|预订|单据)(id|号|编号|编码|单号|流水号|序号)$/,
      /^(单号|流水号|invoice|orderid|订单)$/,
      /^id$/,
    ],
  },
  {
    role: 'amount',
    words: [
      /^(实付金额|实付款|支付金额|实收金额|成交金额|订单金额|交易金额|消费金额|付款金额|总金额|总价|金额)$/,
      /^(total|amount|totalamount|orderamount|ordertotal|revenue|sales|paidamount|paymentamount|grandtotal|totalprice|gmv|dollarvalue|purchaseamount|transactionamount|netamount)$/,
      /(金额|实付|应付)$|^(value|ordervalue|money|spend|payment|linetotal|subtotal|sum)$/,
    ],
  },
  {
    role: 'trait',
    words: [
      /^(性别|生日|出生日期|出生年月|年龄|姓名|昵称|会员等级|等级|级别|注册时间|注册日期|注册渠道|注册城市|注册来源|职业|学历|收货人|手机号|手机号码|手机|电话|联系电话|邮箱|电子邮箱|身份证号|微信号|微信昵称)$/,
      /^(gender|sex|birthday|birthdate|dateofbirth|dob|age|name|fullname|firstname|lastname|nickname|membershiplevel|membership|memberlevel|level|tier|grade|viplevel|signupdate|signedupat|registeredat|registrationdate|joindate|joinedat|job|occupation|education|phone|phonenumber|mobile|email|mail|acquisitionchannel)$/,
      /^(用户|客户|会员|顾客|买家|注册)(名|名称|姓名|昵称|等级|级别|性别|年龄|生日|城市|省份|地区|国家|类型|分类|标签|来源|渠道|状态|积分|手机|手机号|电话|邮箱)$/,
      /^(user|customer|cust|member|client|buyer|person|signup|registration|home)(name|fullname|firstname|lastname|nickname|level|tier|grade|gender|sex|age|birthday|city|state|province|region|country|zipcode|postcode|zipcodeprefix|type|category|segment|group|tag|tags|status|points|source|channel|phone|phonenumber|mobile|email|since)$/,
    ],
  },
];

/** What stands for how many, and for what one costs. */
export const quantityWords = /^(quantity|qty|count|units|num|数量|件数|购买数量|商品数量|销量)$/;
export const priceWords = /^(unitprice|price|itemprice|单价|价格|商品单价|售价)$/;
/** Numbers that name something: kept as text, for nobody adds them up. */
export const codeWords =
  /(id|no|nr|code|number|sku|zip|zipcode|postcode|phone|mobile|invoice|号|编号|编码|代码|号码|邮编|电话|手机)$/;
/** What tells that the rows are orders, or visits. */
export const orderWords =
  /(invoice|order|purchase|quantity|qty|price|amount|sku|stock|product|订单|下单|金额|单价|数量|商品|支付|购买|消费|numberofcds|dollarvalue)/;
export const visitWords = /(page|url|visit|login|session|访问|登录|页面)/;

/** A header as the lists above spell it. */
export function plainHeader(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\((元|人民币|¥|rmb|cny|usd|\$|eur|€)\)/g, '')
    .replace(/[\s_\-.·:()（）[\]#*"']/g, '');
}

/** How well a header fits a role: 1 for the best words, less for later lists, 0 for none. */
export function headerFit(header: string, role: Known['role']): number {
  const plain = plainHeader(header);
  const words = knownHeaders.find((known) => known.role === role)?.words ?? [];
  const at = words.findIndex((word) => word.test(plain));
  return at < 0 ? 0 : 1 - at / 10;
}

const strictTime = knownHeaders.find(({ role }) => role === 'time')?.words.slice(0, 4) ?? [];

/** Whether a header promises a moment, so that values which are none need a word; `runtime` and `format` do not. */
export function promisesTime(header: string): boolean {
  const plain = plainHeader(header);
  return (
    strictTime.some((word) => word.test(plain)) ||
    /(时间|日期)$/.test(plain) ||
    /(^|[\s_.-])(time|date|datetime|timestamp|at)$/i.test(header.trim()) ||
    /[a-z](Time|Date|DateTime|Timestamp|At)$/.test(header.trim())
  );
}
