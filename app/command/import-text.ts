import type { Api } from '#app/server';
import type { Language, Words } from '#lib/core';
import type { Result } from './import.ts';
import { widthOf } from './table-text.ts';

type Proposal = Api['file/propose']['output'];
type Role = Proposal['mapping']['columns'][number]['role'];

const roles: Record<Role, Words> = {
  person: { zh: '用户', en: 'person' },
  time: { zh: '时间', en: 'time' },
  event: { zh: '事件名', en: 'event name' },
  amount: { zh: '金额', en: 'amount' },
  property: { zh: '事件属性', en: 'property' },
  trait: { zh: '用户属性', en: 'property of the person' },
  both: { zh: '事件与用户属性', en: 'property of both' },
  ignore: { zh: '忽略', en: 'left out' },
};

/** The proposal as a table of columns. */
export function proposalText({ file, layout, mapping, rows, before }: Proposal, language: Language): string {
  const zh = language === 'zh';
  const head = `${file.name} · ${[layout.format, layout.encoding, layout.sheet].filter(Boolean).join(' · ')}`;
  const at = mapping.columns.map(({ column }) => column);
  const lines = mapping.columns.map(({ column, role, type, form }) => [
    column,
    role === 'property' || role === 'trait' || role === 'both'
      ? `${roles[role][language]} (${type})`
      : roles[role][language],
    form ?? '',
    (rows[0]?.[at.indexOf(column)] ?? '').slice(0, 40),
  ]);
  const event =
    mapping.event === null
      ? []
      : [zh ? `每行是一次“${mapping.event}”` : `each row is one "${mapping.event}"`];
  const product = mapping.amount ? [`amount = ${mapping.amount.quantity} × ${mapping.amount.price}`] : [];
  const known = before
    .filter(({ state }) => state === 'done')
    .map(({ started }) =>
      zh ? `这个文件在 ${started.slice(0, 10)} 导入过` : `this file was imported on ${started.slice(0, 10)}`,
    );
  return [head, ...padded(lines), ...event, ...product, ...known].join('\n');
}

/** What a dry run counted. */
export function countsText(counts: Api['file/dry-run']['output'], language: Language): string {
  const { rows, events, people, rejected, reasons, first, last } = counts;
  const number = (value: number) => value.toLocaleString('en-US');
  const span = first && last ? `${first.slice(0, 10)} … ${last.slice(0, 10)}` : '';
  const head =
    language === 'zh'
      ? `${number(rows)} 行 → ${number(events)} 个事件，${number(people)} 个用户，${number(rejected)} 行不导入  ${span}`
      : `${number(rows)} rows → ${number(events)} events, ${number(people)} people, ${number(rejected)} rows left out  ${span}`;
  return [head, ...reasons.map(({ words, times }) => `  ${number(times)} × ${words[language]}`)].join('\n');
}

export function progressLine(
  { share, rows, secondsLeft }: Api['file/run']['output'],
  language: Language,
): string {
  const width = 24;
  const full = Math.round(share * width);
  const bar = '█'.repeat(full) + '░'.repeat(width - full);
  const left =
    secondsLeft === null ? '' : language === 'zh' ? ` · 还需 ${secondsLeft} 秒` : ` · ${secondsLeft} s left`;
  const done =
    language === 'zh' ? `${rows.toLocaleString('en-US')} 行` : `${rows.toLocaleString('en-US')} rows`;
  return `${bar} ${Math.round(share * 100)} % · ${done}${left}`;
}

/** One line for each file. */
export function doneText(results: readonly Result[], language: Language): string {
  if (results.length === 0) return language === 'zh' ? '没有导入' : 'nothing was imported';
  return results.map((result) => lineOf(result, language)).join('\n');
}

function lineOf({ file, before, state, rows, rejected, fault }: Result, language: Language): string {
  const zh = language === 'zh';
  const number = (value: number) => value.toLocaleString('en-US');
  if (before) return zh ? `${file}：之前已导入，没有新增` : `${file}: was imported before, nothing was added`;
  if (fault) return `${file}: ${fault.words[language]}`;
  if (state === 'counted')
    return zh ? `${file}：仅统计，未写入` : `${file}: only counted, nothing was written`;
  if (state !== 'done') return `${file}: ${state}`;
  return zh
    ? `${file}：已导入 ${number(rows - rejected)} 行，${number(rejected)} 行不符合要求（见“未入库数据”）`
    : `${file}: ${number(rows - rejected)} rows imported, ${number(rejected)} left out (see Rejects)`;
}

function padded(lines: readonly (readonly string[])[]): string[] {
  const widths = (lines[0] ?? []).map((_, at) => Math.max(...lines.map((line) => widthOf(line[at] ?? ''))));
  return lines.map((line) =>
    `  ${line.map((text, at) => text + ' '.repeat((widths[at] ?? 0) - widthOf(text))).join('  ')}`.trimEnd(),
  );
}
