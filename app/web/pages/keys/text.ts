import type { Words } from '#lib/core';

export const text = {
  keys: { zh: '密钥与代码', en: 'Keys and snippets' },
  sentence: {
    zh: '写入密钥只能发送事件，可以放进网页和 App；API 密钥按角色读取，只放在服务器上。',
    en: 'A write key only sends events and may live in a page or an app. An API key reads with a role and belongs on a server.',
  },
  create: { zh: '新建密钥', en: 'New key' },
  name: { zh: '名称', en: 'Name' },
  kind: { zh: '类型', en: 'Kind' },
  write: { zh: '写入密钥', en: 'Write key' },
  api: { zh: 'API 密钥', en: 'API key' },
  role: { zh: '角色', en: 'Role' },
  viewer: { zh: '查看者', en: 'viewer' },
  analyst: { zh: '分析师', en: 'analyst' },
  owner: { zh: '所有者', en: 'owner' },
  key: { zh: '密钥', en: 'Key' },
  created: { zh: '创建时间', en: 'Created' },
  used: { zh: '最近使用', en: 'Last used' },
  never: { zh: '从未使用', en: 'never' },
  revoke: { zh: '停用', en: 'Revoke' },
  revokeSure: {
    zh: '停用后，使用它的程序会立即收到 401，且无法恢复。确定停用？',
    en: 'Programs that use it get 401 at once, and it cannot be brought back. Revoke it?',
  },
  revoked: { zh: '已停用', en: 'Revoked' },
  shownOnce: { zh: '请现在复制：密钥只显示这一次。', en: 'Copy it now: the key is shown this once.' },
  none: { zh: '还没有密钥', en: 'No keys yet' },
  noneHint: {
    zh: '新建一个写入密钥，就能从网页、App 或服务器发送事件。',
    en: 'Make a write key to send events from a page, an app or a server.',
  },
  snippets: { zh: '接入代码', en: 'Snippets' },
  snippetsHint: {
    zh: '把 WRITE_KEY 换成您的写入密钥；示例中的事件名和属性可以换成自己的。',
    en: 'Put your write key where it says WRITE_KEY; events and properties are examples.',
  },
  cancel: { zh: '取消', en: 'Cancel' },
  notAllowed: { zh: '只有项目所有者可以管理密钥。', en: 'Only an owner of the project may manage keys.' },
} satisfies Record<string, Words>;
