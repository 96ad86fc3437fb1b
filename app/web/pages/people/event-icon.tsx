import {
  CarOutlined,
  ClockCircleOutlined,
  ExclamationCircleOutlined,
  EyeOutlined,
  GiftOutlined,
  LoginOutlined,
  MessageOutlined,
  MobileOutlined,
  PayCircleOutlined,
  RollbackOutlined,
  SearchOutlined,
  ShoppingCartOutlined,
  StarOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';

interface Kind {
  /** In names and what people call them, in lower case. */
  readonly words: RegExp;
  readonly Icon: ComponentType;
  readonly tone: 'good' | 'risk' | 'accent' | 'plain';
}

/** What happened, by the words of its name: the first that fits. */
const kinds: readonly Kind[] = [
  { words: /segment|分群|group|群组|campaign|活动/, Icon: TeamOutlined, tone: 'plain' },
  { words: /refund|return|cancel|退款|退货|取消/, Icon: RollbackOutlined, tone: 'risk' },
  {
    words: /fail|crash|error|complain|失败|闪退|崩溃|报错|投诉/,
    Icon: ExclamationCircleOutlined,
    tone: 'risk',
  },
  {
    words: /ticket|message|chat|call|sms|email|push|support|工单|消息|客服|短信|邮件/,
    Icon: MessageOutlined,
    tone: 'accent',
  },
  { words: /deliver|ship|送达|发货|签收|配送/, Icon: CarOutlined, tone: 'plain' },
  { words: /review|rate|rating|comment|评价|评论|评分/, Icon: StarOutlined, tone: 'accent' },
  { words: /coupon|gift|reward|point|优惠|礼品|积分/, Icon: GiftOutlined, tone: 'accent' },
  { words: /cart|added|checkout|购物车|加购|提交订单/, Icon: ShoppingCartOutlined, tone: 'good' },
  { words: /paid|pay|purchase|order|bought|支付|付款|购买|订单|消费/, Icon: PayCircleOutlined, tone: 'good' },
  { words: /search|搜索|查询/, Icon: SearchOutlined, tone: 'plain' },
  { words: /sign|login|register|join|注册|登录/, Icon: LoginOutlined, tone: 'good' },
  { words: /view|page|screen|browse|浏览|查看|页面|界面/, Icon: EyeOutlined, tone: 'plain' },
  { words: /open|launch|start|打开|启动/, Icon: MobileOutlined, tone: 'plain' },
];
const other: Omit<Kind, 'words'> = { Icon: ClockCircleOutlined, tone: 'plain' };

/** A small picture of what happened; the name beside it says it. */
export function EventIcon({ name, title }: { name: string; title: string }) {
  const text = `${name} ${title}`.toLowerCase();
  const { Icon, tone } = kinds.find(({ words }) => words.test(text)) ?? other;
  return (
    <span aria-hidden className={`person-icon person-icon-${tone}`}>
      <Icon />
    </span>
  );
}
