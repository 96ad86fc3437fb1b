import type { Api } from '#app/product';
import { dayIn, type Language } from '#lib/core';
import {
  doubtWords,
  formWords,
  gatherWords,
  importStates,
  roleWords,
  sameKeyWords,
  valueTypeWords,
} from '#loop/collect/view';
import { widthOf } from '../table-text.ts';

type Proposal = Api['file/propose']['output'];
type Run = Api['file/run']['output'];

/** What became of one file. */
export interface Result extends Partial<Pick<Run, 'events' | 'known' | 'reasons' | 'tellsOfEvents'>> {
  readonly file: string;
  readonly import?: string;
  readonly before: boolean;
  readonly state: Run['state'] | 'counted';
  readonly rows: number;
  readonly rejected: number;
  readonly counts?: Api['file/dry-run']['output'];
  readonly fault?: Run['fault'];
}

/** The proposal as a table of columns. */
export function proposalText(
  { file, layout, mapping, rows, before, doubts }: Proposal,
  language: Language,
): string {
  const zh = language === 'zh';
  const skipped =
    layout.skip > 0 ? (zh ? `跳过前 ${layout.skip} 行` : `first ${layout.skip} lines skipped`) : '';
  const head = `${file.name} · ${[layout.format, layout.encoding, layout.sheet, skipped].filter(Boolean).join(' · ')}`;
  const at = mapping.columns.map(({ column }) => column);
  const within = (text: string) => (zh ? `（${text}）` : ` (${text})`);
  const lines = mapping.columns.map(({ column, role, type, form, gather }) => [
    column,
    (role === 'property' || role === 'trait' || role === 'both'
      ? `${roleWords[role][language]}${within(valueTypeWords[type][language])}`
      : roleWords[role][language]) + (gather ? within(gatherWords[gather][language]) : ''),
    form ? formWords[form][language] : '',
    (rows[0]?.[at.indexOf(column)] ?? '').slice(0, 40),
  ]);
  const event =
    mapping.event === null
      ? []
      : [zh ? `每行是一次「${mapping.event}」` : `each row is one "${mapping.event}"`];
  const product = mapping.amount
    ? [`${zh ? '金额' : 'amount'} = ${mapping.amount.quantity} × ${mapping.amount.price}`]
    : [];
  const clock =
    mapping.clock === undefined
      ? []
      : [zh ? `时间 = 日期列 + 「${mapping.clock}」` : `time = the day + ${mapping.clock}`];
  const known = before
    .filter(({ state }) => state === 'done')
    .map(({ started }) =>
      zh ? `这个文件在 ${localTime(started)} 导入过` : `this file was imported on ${localTime(started)}`,
    );
  const key = mapping.columns.filter(({ role }) => role === 'key').map(({ column }) => column);
  const same = sameKeyWords[mapping.sameKey ?? 'repeat'][language];
  const keyed =
    key.length === 0
      ? []
      : [zh ? `「${key.join(' + ')}」相同的行是${same}` : `rows of the same ${key.join(' + ')} are ${same}`];
  const noted = doubts.filter(({ stops }) => !stops).map((doubt) => `! ${doubtWords(doubt)[language]}`);
  return [head, ...padded(lines), ...event, ...keyed, ...clock, ...product, ...known, ...noted].join('\n');
}

/** What a dry run counted. */
export function countsText(
  counts: Api['file/dry-run']['output'],
  timeZone: string,
  language: Language,
): string {
  const { rows, events, people, known, rejected, reasons, frequent, first, last } = counts;
  const number = (value: number) => value.toLocaleString('en-US');
  const day = (moment: string) => dayIn(new Date(moment), timeZone);
  const span = first && last ? `${day(first)} … ${day(last)}` : '';
  const head =
    language === 'zh'
      ? `${number(rows)} 行 → ${number(events)} 个事件，${number(people)} 个用户，${number(rejected)} 行不导入${known > 0 ? `，${number(known)} 个已经导入过` : ''}  ${span}`
      : `${many(rows, 'row')} → ${many(events, 'event')}, ${many(people, 'person', 'people')}, ${many(rejected, 'row')} left out${known > 0 ? `, ${number(known)} there already` : ''}  ${span}`;
  const share = (times: number) => `${((times / Math.max(1, rows - rejected)) * 100).toFixed(1)} %`;
  const often = frequent.map(({ person, times }) =>
    language === 'zh'
      ? `! 「${person}」占了 ${share(times)} 的行；如果它不代表具体的人，请加 --nobody ${person}`
      : `! ${person} stands in ${share(times)} of the rows; if it stands for nobody, leave it out by --nobody ${person}`,
  );
  return [
    head,
    ...reasons.map(({ words, times }) => `  ${number(times)} × ${words[language]}`),
    ...often,
  ].join('\n');
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
  const done = language === 'zh' ? `${rows.toLocaleString('en-US')} 行` : many(rows, 'row');
  return `${bar} ${Math.round(share * 100)} % · ${done}${left}`;
}

/** A moment as the clock on this wall says it. */
function localTime(moment: string | Date): string {
  return new Date(moment).toLocaleString('sv-SE').slice(0, 16);
}

/** The imports of a project, one a line. */
export function importsText(runs: Api['file/runs']['output']['runs'], language: Language): string {
  if (runs.length === 0) return language === 'zh' ? '还没有导入过文件' : 'nothing was imported yet';
  const rowsOf = ({ rows, rejected }: (typeof runs)[number]) =>
    language === 'zh' ? `${(rows - rejected).toLocaleString('en-US')} 行` : many(rows - rejected, 'row');
  return padded(
    runs.map((run) => [
      run.id,
      localTime(run.started),
      importStates[run.state][language],
      rowsOf(run),
      run.file,
    ]),
  ).join('\n');
}

/** One line for each file. */
export function doneText(results: readonly Result[], language: Language): string {
  if (results.length === 0) return language === 'zh' ? '没有导入' : 'nothing was imported';
  return results.map((result) => lineOf(result, language)).join('\n');
}

function lineOf(result: Result, language: Language): string {
  const { file, before, state, fault } = result;
  const zh = language === 'zh';
  const colon = zh ? '：' : ': ';
  if (before) return zh ? `${file}：之前已导入，没有新增` : `${file}: was imported before, nothing was added`;
  if (fault)
    return fault.words[language].startsWith(file)
      ? fault.words[language]
      : `${file}${colon}${fault.words[language]}`;
  if (state === 'counted')
    return zh ? `${file}：仅统计，未写入` : `${file}: only counted, nothing was written`;
  if (state !== 'done') return `${file}${colon}${importStates[state][language]}`;
  return [`${file}${colon}${arrivedText(result, language)}`, ...reasonLines(result, language)].join('\n');
}

function arrivedText(
  { rows, rejected, events = 0, known = 0, tellsOfEvents }: Result,
  language: Language,
): string {
  const number = (value: number) => value.toLocaleString('en-US');
  const folded = tellsOfEvents && events + known !== rows - rejected;
  const kept = rows - rejected - (folded ? 0 : known);
  if (language === 'zh')
    return `已导入 ${number(kept)} 行${folded ? `，合为 ${number(events)} 个事件` : ''}，${number(rejected)} 行未导入${known > 0 ? `，${number(known)} 个已经导入过` : ''}${rejected > 0 ? '（见「未入库数据」）' : ''}`;
  return `${many(kept, 'row')} imported${folded ? ` as ${many(events, 'event')}` : ''}, ${number(rejected)} left out${known > 0 ? `, ${number(known)} there already` : ''}${rejected > 0 ? ' (see Rejects)' : ''}`;
}

/** Why rows were left out, and on which lines. */
function reasonLines({ reasons = [] }: Result, language: Language): string[] {
  return reasons.map(({ words, times, lines }) => {
    const more = times > lines.length ? ' …' : '';
    const where =
      language === 'zh'
        ? `（第 ${lines.join('、')} 行${more}）`
        : ` (${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}${more})`;
    return `  ${times.toLocaleString('en-US')} × ${words[language]}${where}`;
  });
}

/** How many of something, in English. */
function many(count: number, one: string, more = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : more}`;
}

function padded(lines: readonly (readonly string[])[]): string[] {
  const widths = (lines[0] ?? []).map((_, at) => Math.max(...lines.map((line) => widthOf(line[at] ?? ''))));
  return lines.map((line) =>
    `  ${line.map((text, at) => text + ' '.repeat((widths[at] ?? 0) - widthOf(text))).join('  ')}`.trimEnd(),
  );
}
