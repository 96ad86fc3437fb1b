import type { Words } from '#lib/core';
import { fileReasons } from '../imports/reason.ts';

/** Why a message or a row was not taken in. The code is stable, the words speak to the person who sent it. */
export const reasons = {
  ...fileReasons,
  'not-an-object': { zh: '消息不是 JSON 对象', en: 'the message is not a JSON object' },
  'unknown-type': {
    zh: 'type 不认识：可用 track、identify、page、screen、group、alias',
    en: 'unknown type: use track, identify, page, screen, group or alias',
  },
  'no-id': { zh: '既没有 userId 也没有 anonymousId', en: 'neither userId nor anonymousId is given' },
  'banned-id': {
    zh: 'userId、anonymousId 或 previousId 是占位值（如 null、undefined、0、guest），会把许多人混成一个人',
    en: 'userId, anonymousId or previousId is a placeholder (null, undefined, 0, guest …) that would make many people one',
  },
  'long-id': { zh: '标识超过 200 个字符', en: 'an id is longer than 200 characters' },
  'no-event': { zh: 'track 缺少 event（事件名）', en: 'track without event (its name)' },
  'long-event': { zh: '事件名超过 200 个字符', en: 'the name of the event is longer than 200 characters' },
  'no-group': { zh: 'group 缺少 groupId', en: 'group without groupId' },
  'no-alias': { zh: 'alias 需要 previousId 和 userId', en: 'alias needs previousId and userId' },
  'bad-time': {
    zh: 'timestamp 读不懂：请用 ISO 8601，如 2026-01-31T08:00:00Z，或 1970 年以来的秒数、毫秒数',
    en: 'timestamp is not readable: use ISO 8601 such as 2026-01-31T08:00:00Z, or seconds or milliseconds since 1970',
  },
  'early-time': { zh: '时间早于 1990 年', en: 'the time is before 1990' },
  'late-time': { zh: '时间比收到时晚一天以上', en: 'the time is more than a day later than its receipt' },
  'bad-properties': {
    zh: 'properties 或 traits 不是 JSON 对象',
    en: 'properties or traits is not a JSON object',
  },
  'many-properties': { zh: '属性超过 255 个', en: 'more than 255 properties' },
  'large-message': { zh: '单条消息超过 32 KB', en: 'the message is larger than 32 KB' },
  'deep-message': { zh: '消息嵌套太深', en: 'the message is nested too deeply' },
  'engine-refused': {
    zh: '存储引擎无法写入这一行，请把它连同版本号报告给我们',
    en: 'the engine could not store this row; please report it with the version',
  },
} as const satisfies Record<string, Words>;

export type Reason = keyof typeof reasons;
