import type { Words } from '#lib/core';
import type { Command, Options } from './command.ts';
import { foldText } from './fold-text.ts';
import { settings } from './settings/settings.ts';
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
  settings: { en: 'Settings (environment, or linger.env)', zh: '设置（环境变量，或 linger.env）' },
} satisfies Record<string, Words>;

/** The options of every command. */
export const everywhere: Options = {
  json: { summary: { en: 'answer in JSON, for scripts', zh: '以 JSON 输出，便于脚本使用' } },
  help: { summary: { en: 'this help', zh: '显示帮助' } },
};

type Reader = Pick<Terminal, 'language' | 'width'>;

/** What `linger --help` prints. */
export function helpOfAll(commands: readonly Command[], reader: Reader): string {
  const { language, width } = reader;
  const told = commands.map(({ name, summary }) => [name, summary[language]] as const);
  return [
    ...foldText(say.tagline[language], width),
    '',
    ...section(say.usage[language], [say.line[language]]),
    ...section(say.commands[language], columns(told, width)),
    ...section(
      say.settings[language],
      columns(
        Object.entries(settings).map(([name, { summary }]) => [name, summary[language]]),
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
  { name, summary, takes, options, examples }: Command,
  { language, width }: Reader,
): string {
  const all = Object.entries({ ...options, ...everywhere }).map(
    ([option, { summary, hint }]) =>
      [`--${option}${hint ? ` ${hint[language]}` : ''}`, summary[language]] as const,
  );
  const line = ['linger', name, takes?.[language], say.rest[language]].filter(Boolean).join(' ');
  return [
    ...foldText(summary[language], width),
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
