import type { Words } from '#lib/core';
import type { Command, Options } from './command.ts';
import { foldText } from './fold-text.ts';
import { widthOf } from './table-text.ts';
import type { Terminal } from './terminal.ts';

const say = {
  tagline: {
    en: 'Linger: who stays, who is about to leave, and why',
    zh: 'Linger 留客：谁留下，谁要走，为什么',
  },
  usage: { en: 'Usage', zh: '用法' },
  commands: { en: 'Commands', zh: '命令' },
  options: { en: 'Options', zh: '选项' },
  examples: { en: 'Examples', zh: '示例' },
  codes: {
    en: 'Exit codes: 0 done · 1 it did not work (the sentence says why) · 2 wrong usage',
    zh: '退出码：0 成功 · 1 未成功（会说明原因）· 2 用法不对',
  },
  line: { en: 'linger COMMAND [OPTIONS]', zh: 'linger 命令 [选项]' },
  rest: { en: '[OPTIONS]', zh: '[选项]' },
  more: {
    en: 'linger COMMAND --help tells more; linger --version says which version this is.',
    zh: 'linger 命令 --help 查看详细说明，linger --version 查看版本。',
  },
  settings: { en: 'Environment', zh: '环境变量' },
} satisfies Record<string, Words>;

const settings: readonly (readonly [string, Words])[] = [
  ['LINGER_PORT', { en: 'port, 7300', zh: '端口，默认 7300' }],
  ['LINGER_HOST', { en: 'address to listen on, 127.0.0.1', zh: '监听地址，默认 127.0.0.1' }],
  [
    'LINGER_URL',
    {
      en: 'where people reach it behind a proxy, such as https://example.com/linger',
      zh: '反向代理后大家访问的地址，如 https://example.com/linger',
    },
  ],
  [
    'LINGER_HOSTS',
    { en: 'more names it answers under, separated by commas', zh: '另外用来访问它的域名，用逗号分隔' },
  ],
  ['LINGER_DATA', { en: 'where everything is kept, ./data', zh: '数据目录，默认 ./data' }],
  ['LINGER_ADMIN', { en: 'mail:password of the first account', zh: '首个账号，写作 邮箱:密码（半角冒号）' }],
  [
    'CLICKHOUSE_URL',
    { en: 'a ClickHouse server instead of the built-in engine', zh: '改用 ClickHouse 服务器' },
  ],
  ['DATABASE_URL', { en: 'a PostgreSQL instead of the built-in one', zh: '改用 PostgreSQL' }],
  ['LINGER_BACKUP_AT', { en: 'when to back up every day, HH:MM', zh: '每天自动备份的时刻，HH:MM' }],
  [
    'LINGER_BACKUP_FOLDER',
    { en: 'where to, backups in the data folder', zh: '自动备份的目录，默认数据目录中的 backups' },
  ],
  ['LINGER_BACKUP_KEEP', { en: 'how many to keep, 14', zh: '保留几份，默认 14' }],
  ['LINGER_BACKUP_S3', { en: 'also to s3://bucket/prefix', zh: '同时上传到 s3://bucket/prefix' }],
  ['LINGER_BACKUP_S3_ENDPOINT', { en: 'when not at AWS', zh: '不在 AWS 时的地址' }],
  ['LINGER_BACKUP_S3_REGION', { en: 'its region, us-east-1', zh: '区域，默认 us-east-1' }],
  ['LINGER_BACKUP_S3_KEY_ID', { en: 'the key for it', zh: '访问密钥' }],
  ['LINGER_BACKUP_S3_SECRET', { en: 'and its secret', zh: '访问密钥的密文' }],
  [
    'LINGER_BACKUP_BEFORE_MIGRATION',
    { en: 'off: none before an upgrade; on', zh: 'off 表示升级数据前不备份，默认 on' },
  ],
  [
    'LINGER_LOG',
    { en: 'debug, info, warn, error or silent; warn', zh: 'debug、info、warn、error 或 silent，默认 warn' },
  ],
];

/** The options of every command. */
export const everywhere: Options = {
  json: { says: { en: 'answer in JSON, for scripts', zh: '以 JSON 输出，便于脚本使用' } },
  help: { says: { en: 'this help', zh: '显示帮助' } },
};

type Reader = Pick<Terminal, 'language' | 'width'>;

/** What `linger --help` prints. */
export function helpOfAll(commands: readonly Command[], reader: Reader): string {
  const { language, width } = reader;
  const told = commands.map(({ name, says }) => [name, says[language]] as const);
  return [
    ...foldText(say.tagline[language], width),
    '',
    ...section(say.usage[language], [say.line[language]]),
    ...section(say.commands[language], columns(told, width)),
    ...section(
      say.settings[language],
      columns(
        settings.map(([name, words]) => [name, words[language]]),
        width,
      ),
    ),
    ...foldText(say.codes[language], width),
    '',
    ...foldText(say.more[language], width),
  ].join('\n');
}

/** What `linger COMMAND --help` prints. */
export function helpOf(
  { name, says, takes, options, examples }: Command,
  { language, width }: Reader,
): string {
  const all = Object.entries({ ...options, ...everywhere }).map(
    ([option, { says, hint }]) => [`--${option}${hint ? ` ${hint[language]}` : ''}`, says[language]] as const,
  );
  const line = ['linger', name, takes?.[language], say.rest[language]].filter(Boolean).join(' ');
  return [
    ...foldText(says[language], width),
    '',
    ...section(say.usage[language], [line]),
    ...section(say.options[language], columns(all, width)),
    ...section(say.examples[language], examples),
    ...foldText(say.codes[language], width),
  ].join('\n');
}

const section = (title: string, lines: readonly string[]) => [title, ...lines.map((line) => `  ${line}`), ''];

/** Two columns; a text too long for its line goes on below itself. */
function columns(rows: readonly (readonly [string, string])[], width: number): string[] {
  const first = Math.max(...rows.map(([left]) => widthOf(left))) + 3;
  const rest = Math.max(20, width - first - 2);
  return rows.flatMap(([left, right]) =>
    foldText(right, rest).map((line, at) => {
      const before = at === 0 ? left : '';
      return before + ' '.repeat(first - widthOf(before)) + line;
    }),
  );
}
