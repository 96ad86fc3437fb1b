import { idSpelling } from '#loop/condition';
import type { Json } from './properties.ts';
import type { Reason } from './reason.ts';

export const MAX_ID = 200;

/** Ids that broken code sends, or tills write, for everybody; taken in, they would make many people one. */
export const BANNED = new Set([
  'null',
  'undefined',
  'nil',
  'none',
  'nan',
  'n/a',
  'na',
  '0',
  '-1',
  'true',
  'false',
  'anon',
  'anonymous',
  'guest',
  'empty',
  'unknown',
  'id',
  'user',
  'userid',
  'user_id',
  'anonymousid',
  'distinct_id',
  'distinctid',
  'not_authenticated',
  'unauthenticated',
  '[object object]',
  '{}',
  '[]',
  '""',
  "''",
  '00000000-0000-0000-0000-000000000000',
  ...['00', '000', '0000', '00000', '000000', '0000000', '00000000', '00000000000'],
  '00000000000000000000000000000000',
  ...['null null', '(null)', '<null>', '(none)', '<na>', '(not set)', '(blank)', '#n/a', '-', '--', '?'],
  ...['guest user', 'guest_user', 'guestuser', 'anonymous user', 'anonymous_user', 'anonymoususer'],
  ...['visitor', 'walk-in', 'walk in', 'walkin', 'nobody', 'no name', 'noname', 'default', 'unregistered'],
  ...['not logged in', 'not_logged_in', 'unknown user', 'unknown_user', 'no user', 'no_user', 'dummy'],
  ...['无', '空', '游客', '游客用户', '匿名', '匿名用户', '匿名客户', '访客', '散客', '普通散客', '散户'],
  ...['未知', '未知用户', '未知客户', '未登录', '未登录用户', '未注册', '未注册用户', '非会员', '路人'],
  ...['临时用户', '临时客户', '默认用户', '默认客户', '普通客户', '零售客户', '现金客户', '无名氏'],
]);

/** The id as text; absent when it is empty, a reason when it cannot be taken. */
export function readId(value: Json | undefined): { id?: string; reason?: Reason } {
  if (value === undefined || value === null) return NONE;
  if (typeof value !== 'string' && typeof value !== 'number') return BAD;
  const id = idSpelling(String(value));
  if (id === '') return NONE;
  if (id.length > MAX_ID) return LONG;
  return id.length <= 40 && BANNED.has(id.toLowerCase()) ? BAD : { id };
}

const NONE = {};
const BAD = { reason: 'banned-id' } as const;
const LONG = { reason: 'long-id' } as const;
