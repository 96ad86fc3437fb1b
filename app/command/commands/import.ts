import { basename } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Api } from '#app/product';
import { Fault } from '#lib/core';
import { momentForms } from '#loop/collect/view';
import { command, type Options } from '../command.ts';
import {
  lostDigits,
  mostLeftOut,
  notAllImported,
  notConfirmed,
  notTogether,
  timeMissing,
  unreadTime,
  wrongUsage,
} from '../faults.ts';
import { filesAt } from '../import/files-at.ts';
import { firstAnswer, firstText } from '../import/first-answer.ts';
import { follow } from '../import/follow-import.ts';
import { layoutOf, layoutOptions } from '../import/import-layout.ts';
import { countsText, doneText, proposalText, type Result } from '../import/import-text.ts';
import { outwait } from '../outwait.ts';
import { projectNumber, projectOption } from '../project-option.ts';
import type { Terminal } from '../terminal.ts';
import { type CallControl, type CallProduct, withProduct } from '../with-product.ts';

const name = 'import';
const column = { hint: { en: 'COLUMN', zh: '列名' } } as const;

const wanted = {
  person: { ...column, summary: { en: 'the column of the person', zh: '用户标识列' } },
  device: {
    ...column,
    summary: {
      en: 'the column of the device, of whoever is not known',
      zh: '设备或匿名标识列（未登录时用它）',
    },
  },
  time: { ...column, summary: { en: 'the column of the time', zh: '时间列' } },
  people: {
    summary: { en: 'the file is a list of people, not of events', zh: '文件是一份用户名单，不是事件记录' },
  },
  key: {
    hint: { en: 'COLUMN,…', zh: '列名,…' },
    summary: {
      en: 'what names a row, such as the order number; "none" for nothing',
      zh: '记录编号列，如订单号；没有则写 none',
    },
  },
  'same-key': {
    hint: { en: 'HOW', zh: '方式' },
    summary: {
      en: 'rows of one key are: repeat, lines of one event, or items of their own',
      zh: '同编号的行是：repeat 重复、lines 一次事件的明细、items 各算一次',
    },
  },
  nobody: {
    hint: { en: 'ID,…', zh: '标识,…' },
    summary: {
      en: 'ids that stand for nobody; rows of theirs are left out',
      zh: '不代表具体的人的标识，其行不导入',
    },
  },
  event: { hint: { en: 'NAME', zh: '名称' }, summary: { en: 'what all rows are', zh: '所有行的事件名' } },
  'event-column': { ...column, summary: { en: 'the column of the name of the event', zh: '事件名列' } },
  amount: { ...column, summary: { en: 'the column of the amount', zh: '金额列' } },
  'time-form': {
    hint: { en: 'FORM', zh: '写法' },
    summary: {
      en: 'how times are written: day-first, month-first …',
      zh: '时间的写法：day-first 日在前、month-first 月在前…',
    },
  },
  'time-zone': {
    hint: { en: 'ZONE', zh: '时区' },
    summary: { en: "of times without an offset; the project's", zh: '无时区时间按此时区理解，默认项目时区' },
  },
  'decimal-comma': { summary: { en: 'numbers are written 1.234,56', zh: '数字写作 1.234,56' } },
  ...layoutOptions,
  again: {
    summary: { en: 'also when the file came before with other settings', zh: '即使该文件曾以其他设置导入过' },
  },
  yes: { summary: { en: 'do not ask', zh: '不再询问，直接导入' } },
  'dry-run': { summary: { en: 'only count what would come', zh: '只统计，不写入' } },
  project: projectOption,
} as const satisfies Options;

/** Imports files; works beside a running server and without one. */
export const importFiles = command({
  name,
  summary: {
    en: 'import files or folders: CSV, TSV, JSON Lines, Excel, Parquet, each also .gz',
    zh: '导入文件或文件夹：CSV、TSV、JSON Lines、Excel、Parquet，以及它们的 .gz',
  },
  takes: { en: 'FILE…', zh: '文件…' },
  options: wanted,
  examples: [
    'linger import orders.csv',
    'linger import orders.xlsx --sheet 2026 --person 会员号 --time 下单时间 --event 下单 --yes',
    'linger import exports/ --yes --json',
    'linger imports --undo ID',
  ],
  async run({ options, words, environment, terminal }) {
    const project = projectNumber(options.project, name);
    const paths = words.flatMap(filesAt);
    const { results, first } = await withProduct(
      { environment, terminal, project, makes: true },
      async (call, control) => {
        const all: Result[] = [];
        for (const { path, listed } of paths) {
          const work = { ...waiting(call, control, terminal), terminal, options, project };
          const result = await attempt(work, path, listed, words.length === 1 && !listed);
          if (result) all.push(result);
        }
        return { results: all, first: await firstAnswer(waiting(call, control, terminal).call, all) };
      },
    );
    const say = (language: 'en' | 'zh') =>
      [doneText(results, language), ...(first ? [firstText(first, language)] : [])].join('\n');
    terminal.answer({ files: results, ...(first && { first }) }, { en: say('en'), zh: say('zh') });
    const lost = results.filter(({ state }) => state !== 'done' && state !== 'counted');
    if (lost.length > 0) throw notAllImported({ names: lost.map(({ file }) => file).join(', ') });
    const short = results.filter(lostMost);
    if (short.length > 0)
      throw mostLeftOut({
        said: short.map(({ file, rows, rejected }) => `${file} ${rejected}/${rows}`).join(', '),
      });
  },
});

type Wanted = {
  readonly [Name in keyof typeof wanted]?: (typeof wanted)[Name] extends { hint: object } ? string : boolean;
};

interface Work {
  readonly call: CallProduct;
  readonly control: CallControl;
  readonly terminal: Terminal;
  readonly options: Wanted;
  readonly project: number | undefined;
}

/** Looking at files may be asked twice, and so may their import, which is known by the file and its settings. */
function waiting(
  call: CallProduct,
  control: CallControl,
  terminal: Terminal,
): { call: CallProduct; control: CallControl } {
  return {
    call: (name, input) => outwait(() => call(name, input), terminal),
    control: (name, input) => outwait(() => control(name, input), terminal),
  };
}

/** One file of several that cannot be imported keeps no other from it. */
async function attempt(work: Work, path: string, listed: boolean, alone: boolean) {
  try {
    return await importOne(work, path, listed);
  } catch (error) {
    if (alone || !(error instanceof Fault) || !isOfTheFile(error)) throw error;
    const fault = { code: error.code, words: { zh: error.say('zh'), en: error.say('en') } };
    return { file: basename(path), before: false, state: 'failed', rows: 0, rejected: 0, fault } as const;
  }
}

const isOfTheFile = ({ code, status }: Fault) =>
  (code.startsWith('file.') && status !== 507) ||
  [unreadTime, timeMissing, lostDigits].some((kind) => kind.code === code);

/** Whether a file lost more of its rows than it kept. */
const lostMost = ({ rows, rejected }: Result) => rejected * 2 > rows;

async function importOne(work: Work, path: string, listed: boolean): Promise<Result | undefined> {
  const { call, control, terminal, options, project } = work;
  const taken = await control('file/take', { path, project });
  if (listed && taken.imported) {
    terminal.note({ en: `${taken.name}: imported before, passed over`, zh: `${taken.name}：已导入过，跳过` });
    return { file: taken.name, before: true, state: 'done', rows: 0, rejected: 0 };
  }
  const proposal = await call('file/propose', {
    file: taken.file,
    layout: layoutOf(options, name),
    wishes: wishesOf(options),
  });
  const { layout, mapping } = proposal;
  terminal.note({ en: proposalText(proposal, 'en'), zh: proposalText(proposal, 'zh') });
  refuseUnsure(proposal);
  const chosen = { file: taken.file, layout, mapping };
  const counts = options['dry-run'] || !options.yes ? await call('file/dry-run', chosen) : undefined;
  if (counts)
    terminal.note({
      en: countsText(counts, mapping.timeZone, 'en'),
      zh: countsText(counts, mapping.timeZone, 'zh'),
    });
  if (options['dry-run'])
    return {
      file: taken.name,
      before: false,
      state: 'counted',
      rows: counts?.rows ?? 0,
      rejected: counts?.rejected ?? 0,
      counts,
    };
  if (!options.yes && !(await confirmed(terminal))) return undefined;
  if (!options.again && proposal.before.length > 0)
    terminal.note({
      en: 'with the same settings nothing is added; with others only by --again',
      zh: '设置相同则不会重复写入；要以其他设置再导入一份，请加 --again',
    });
  const started = await call('file/import', { ...chosen, again: options.again ?? false });
  const run = await follow(call, started, terminal);
  const { state, rows, rejected, fault, events, known, reasons, tellsOfEvents } = run;
  const told = { state, rows, rejected, fault, events, known, reasons, tellsOfEvents };
  return { file: taken.name, import: run.id, before: started.before, ...told };
}

/** What only a person can tell is never guessed here. */
function refuseUnsure({ doubts, mapping }: Api['file/propose']['output']): void {
  const found = doubts.find(({ stops }) => stops);
  if (!found) return;
  const { kind, column, times, of } = found;
  const values = found.values.slice(0, 3).join(', ') || '–';
  const columns = mapping.columns
    .slice(0, 30)
    .map((each) => each.column)
    .join(', ');
  if (kind === 'lost-digits') throw lostDigits({ column, values, times, of });
  throw (kind === 'no-time' ? timeMissing : unreadTime)({ column, values, times, of, columns });
}

function wishesOf(options: Wanted) {
  if (options.event !== undefined && options['event-column'] !== undefined)
    throw notTogether({ one: '--event', other: '--event-column', command: name });
  if (options.people && options.time !== undefined)
    throw notTogether({ one: '--people', other: '--time', command: name });
  return {
    person: options.person,
    device: options.device,
    time: options.time,
    people: options.people,
    key: options.key === undefined ? undefined : listed(options.key),
    sameKey: options['same-key'] === undefined ? undefined : sameKeyOf(options['same-key']),
    nobody: options.nobody === undefined ? undefined : listed(options.nobody),
    event: options.event,
    eventColumn: options['event-column'],
    amount: options.amount,
    timeForm: options['time-form'] === undefined ? undefined : timeFormOf(options['time-form']),
    timeZone: options['time-zone'],
    decimal: options['decimal-comma'] ? ('comma' as const) : undefined,
  };
}

const listed = (text: string) => (text === 'none' ? [] : text.split(/[,，]/).map((part) => part.trim()));

function sameKeyOf(given: string) {
  const found = (['repeat', 'lines', 'items'] as const).find((how) => how === given);
  if (!found)
    throw wrongUsage({ option: '--same-key', allowed: 'repeat | lines | items', given, command: name });
  return found;
}

function timeFormOf(given: string) {
  const found = momentForms.find((form) => form === given);
  if (!found)
    throw wrongUsage({ option: '--time-form', allowed: momentForms.join(' | '), given, command: name });
  return found;
}

async function confirmed({ language }: Terminal): Promise<boolean> {
  if (!process.stdin.isTTY) throw notConfirmed({});
  const input = createInterface({ input: process.stdin, output: process.stderr });
  // Ctrl-C and Ctrl-D are a no
  const answer = await input.question(language === 'zh' ? '导入吗？[Y/n] ' : 'import? [Y/n] ').catch(() => {
    process.stderr.write('\n');
    return 'no';
  });
  input.close();
  return /^(|y|yes|是|好)$/i.test(answer.trim());
}
