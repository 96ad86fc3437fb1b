import type { Api } from '#app/product';
import { encodingNamed, encodings, separators } from '#loop/collect/view';
import type { Options } from '../command.ts';
import { wrongUsage } from '../faults.ts';

/** What may be said of how a file is written; the rest is told from its bytes. */
export const layoutOptions = {
  sheet: {
    hint: { en: 'NAME', zh: '名称' },
    summary: { en: 'of an Excel file; the one with the table', zh: 'Excel 工作表，默认有数据表的那张' },
  },
  skip: {
    hint: { en: 'N', zh: '行数' },
    summary: { en: 'lines above the header or the first row', zh: '表头（或首行数据）之前的行数' },
  },
  'no-header': { summary: { en: 'the first row is data', zh: '第一行就是数据，没有表头' } },
  separator: {
    hint: { en: 'SIGN', zh: '符号' },
    summary: {
      en: 'comma, semicolon, tab, bar or ^A',
      zh: '分隔符：comma 逗号、semicolon 分号、tab、bar 竖线、^A',
    },
  },
  encoding: {
    hint: { en: 'NAME', zh: '名称' },
    summary: { en: 'such as utf-8, gbk, big5, windows-1252', zh: '如 utf-8、gbk、big5、windows-1252' },
  },
} as const satisfies Options;

type Said = { readonly [Name in keyof typeof layoutOptions]?: string | boolean | undefined };
type Layout = NonNullable<Api['file/propose']['input']['layout']>;

const separatorNames: Readonly<Record<string, (typeof separators)[number]>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  '\\t': '\t',
  bar: '|',
  pipe: '|',
  '^A': '\u0001',
  '\\x01': '\u0001',
};

/** What was said, as the file's layout knows it; nothing when nothing was. */
export function layoutOf(said: Said, command: string): Layout | undefined {
  const layout = {
    ...(typeof said.sheet === 'string' ? { sheet: said.sheet } : {}),
    ...(typeof said.skip === 'string' ? { skip: skipOf(said.skip, command) } : {}),
    ...(said['no-header'] ? { header: false } : {}),
    ...(typeof said.separator === 'string' ? { separator: separatorOf(said.separator, command) } : {}),
    ...(typeof said.encoding === 'string' ? { encoding: encodingOf(said.encoding, command) } : {}),
  };
  return Object.keys(layout).length === 0 ? undefined : layout;
}

function skipOf(given: string, command: string): number {
  if (!/^\d{1,4}$/.test(given)) throw wrongUsage({ option: '--skip', allowed: '0 … 9999', given, command });
  return Number(given);
}

function separatorOf(given: string, command: string) {
  const found = separators.find((separator) => separator === given) ?? separatorNames[given];
  if (!found)
    throw wrongUsage({
      option: '--separator',
      allowed: 'comma | semicolon | tab | bar | ^A',
      given,
      command,
    });
  return found;
}

function encodingOf(given: string, command: string) {
  const found = encodingNamed(given);
  if (!found) throw wrongUsage({ option: '--encoding', allowed: encodings.join(' | '), given, command });
  return found;
}
