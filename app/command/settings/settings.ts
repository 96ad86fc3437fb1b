import type { Words } from '#lib/core';

interface Setting {
  readonly summary: Words;
  /** Whether it is for nobody to see; passwords in addresses never are. */
  readonly secret?: boolean;
}

/** Everything Linger can be told from outside, by variables of the environment or by a file of settings. */
export const settings = {
  LINGER_PORT: { summary: { en: 'port, 7300', zh: '端口，默认 7300' } },
  LINGER_HOST: { summary: { en: 'address to listen on, 127.0.0.1', zh: '监听地址，默认 127.0.0.1' } },
  LINGER_URL: {
    summary: {
      en: 'where people reach it behind a proxy, such as https://x.com/linger',
      zh: '反向代理后大家访问的地址，如 https://x.com/linger',
    },
  },
  LINGER_HOSTS: {
    summary: {
      en: 'more names it answers under, separated by commas',
      zh: '另外用来访问它的域名，用逗号分隔',
    },
  },
  LINGER_DATA: { summary: { en: 'where everything is kept, ./data', zh: '数据目录，默认 ./data' } },
  LINGER_CONFIG: {
    summary: {
      en: 'a file of these settings; linger.env in the data folder is read, too',
      zh: '存放这些设置的文件；数据目录里的 linger.env 也会读取',
    },
  },
  LINGER_ADMIN: {
    summary: { en: 'email:password of the first account', zh: '首个账号，写作 邮箱:密码' },
    secret: true,
  },
  CLICKHOUSE_URL: {
    summary: { en: 'a ClickHouse server instead of the built-in engine', zh: '改用 ClickHouse 服务器' },
  },
  DATABASE_URL: { summary: { en: 'a PostgreSQL instead of the built-in one', zh: '改用 PostgreSQL' } },
  LINGER_BACKUP_AT: { summary: { en: 'when to back up every day, HH:MM', zh: '每天自动备份的时刻，HH:MM' } },
  LINGER_BACKUP_FOLDER: {
    summary: { en: 'where to, backups in the data folder', zh: '自动备份的目录，默认数据目录中的 backups' },
  },
  LINGER_BACKUP_KEEP: { summary: { en: 'how many to keep, 14', zh: '保留几份，默认 14' } },
  LINGER_BACKUP_S3: { summary: { en: 'also to s3://bucket/prefix', zh: '同时上传到 s3://bucket/prefix' } },
  LINGER_BACKUP_S3_ENDPOINT: { summary: { en: 'when not at AWS', zh: '不在 AWS 时的地址' } },
  LINGER_BACKUP_S3_REGION: { summary: { en: 'its region, us-east-1', zh: '区域，默认 us-east-1' } },
  LINGER_BACKUP_S3_KEY_ID: { summary: { en: 'the key for it', zh: '访问密钥' }, secret: true },
  LINGER_BACKUP_S3_SECRET: { summary: { en: 'and its secret', zh: '访问密钥的密文' }, secret: true },
  LINGER_BACKUP_BEFORE_MIGRATION: {
    summary: { en: 'off: none before an upgrade; on', zh: 'off 表示升级数据前不备份，默认 on' },
  },
  LINGER_LOG: {
    summary: {
      en: 'debug, info, warn, error or silent; warn',
      zh: 'debug、info、warn、error 或 silent，默认 warn',
    },
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;

export function isSetting(name: string): name is SettingName {
  return Object.hasOwn(settings, name);
}

/** The setting that a name most likely means, and how many letters it is away. */
export function nearestSetting(name: string): { readonly nearest: SettingName; readonly away: number } {
  const names = Object.keys(settings).filter(isSetting);
  const [first] = names
    .map((nearest) => ({ nearest, away: lettersApart(name.toUpperCase(), nearest) }))
    .sort((a, b) => a.away - b.away);
  return first ?? { nearest: 'LINGER_DATA', away: Number.POSITIVE_INFINITY };
}

/** How many letters have to be put in, taken out or changed to make one word of another (Levenshtein 1966). */
function lettersApart(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1];
    for (const [place, wanted] of [...other].entries()) {
      const changed = (row[place] ?? 0) + (letter === wanted ? 0 : 1);
      next.push(Math.min(changed, (row[place + 1] ?? 0) + 1, (next[place] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
