import { type EngineReport, inspect, openProduct, version } from '#app/product';
import { Fault, type Language } from '#lib/core';
import { noStore } from '#lib/store';
import { command } from '../command.ts';
import { backupFinding } from '../doctor/backup-finding.ts';
import { filesFinding } from '../doctor/files-finding.ts';
import {
  backlog,
  clock,
  cpus,
  disk,
  type Finding,
  folder,
  index,
  journal,
  memory,
  nodeVersion,
  readOnlyTables,
  titles,
} from '../doctor/findings.ts';
import { unwell } from '../faults.ts';
import { foldText } from '../fold-text.ts';
import type { Environment } from '../settings/environment.ts';
import { settingsFound } from '../settings/settings-found.ts';
import { widthOf } from '../table-text.ts';
import type { Terminal } from '../terminal.ts';
import { findServer, post } from '../with-product.ts';

/** Looks at everything Linger stands on; exit code 1 when something is ill. */
export const doctor = command({
  name: 'doctor',
  summary: {
    en: 'check engines, disk, versions, clock and permissions',
    zh: '检查引擎、磁盘、版本、时钟和权限',
  },
  options: {},
  examples: ['linger doctor', 'linger doctor --json'],
  async run({ environment, terminal }) {
    const outside = [
      settingsFound(environment.origins),
      nodeVersion(process.versions.node),
      await folder(environment.data),
      await disk(environment.data),
    ];
    const ailing = outside.some(({ state }) => state === 'ill');
    const inside = ailing ? { findings: [] } : await engines(environment, terminal);
    // the server may be in a container or a service that this shell is not in
    const findings = [
      ...outside.slice(0, 2),
      memory(inside.machine),
      ...cpus(inside.machine),
      ...outside.slice(2),
      ...(ailing ? [] : [journal(environment.data)]),
      ...filesFinding(environment.data),
      backupFinding(environment.data),
      ...inside.findings,
    ];
    const ill = findings.filter(({ state }) => state === 'ill');
    terminal.answer(
      { version, well: ill.length === 0, findings: findings.map((finding) => said(finding, terminal)) },
      { en: written(findings, 'en', terminal.width), zh: written(findings, 'zh', terminal.width) },
    );
    if (ill.length === 0) return;
    throw unwell({ names: ill.map(({ name }) => titles[name][terminal.language]).join(', ') });
  },
});

const marks = { well: '✓', warning: '!', ill: '✗' } as const;

function written(findings: readonly Finding[], language: Language, width: number): string {
  const title = Math.max(...findings.map(({ name }) => widthOf(titles[name][language])));
  const indent = ' '.repeat(title + 4);
  return findings
    .flatMap(({ name, state, found, mend }) => {
      const called = titles[name][language];
      const told = [found, ...(mend ? [mend] : [])]
        .flatMap((words) => words[language].split('\n'))
        .flatMap((line) => foldText(line, Math.max(20, width - indent.length)));
      const head = `${marks[state]} ${called}${' '.repeat(title - widthOf(called))}  `;
      return told.map((line, at) => (at === 0 ? head : indent) + line);
    })
    .join('\n');
}

function said({ name, state, found, mend }: Finding, { language }: Terminal) {
  return { name, state, found: found[language], mend: mend?.[language] ?? null };
}

type Reports = Awaited<ReturnType<typeof inspect>>;

interface Inside {
  readonly findings: readonly Finding[];
  /** What the server may use of the machine. */
  readonly machine?: Reports['machine'];
}

async function engines(environment: Environment, terminal: Terminal): Promise<Inside> {
  try {
    const running = await findServer(environment.data);
    const reports = running
      ? ((await post(running, '/control/inspect', {}, terminal)) as Reports)
      : await inspectClosed(environment);
    const server: Finding = {
      name: 'server',
      state: 'well',
      found: running
        ? { zh: `正在运行：${running.address}`, en: `running at ${running.address}` }
        : { zh: '未运行', en: 'not running' },
    };
    const { rows, columns } = reports;
    const findings = [server, ...findingsOf('rows', rows), ...findingsOf('columns', columns)];
    return {
      findings: [...findings, backlog(reports.backlog), index(reports.index)],
      machine: reports.machine,
    };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    // a machine that is looked at before the first start is not ill
    const state = error.code === noStore.code ? 'warning' : 'ill';
    return { findings: [{ name: 'engines', state, found: { zh: error.say('zh'), en: error.say('en') } }] };
  }
}

async function inspectClosed(environment: Environment): Promise<Reports> {
  const product = await openProduct(environment, 'use');
  try {
    return await inspect(product);
  } finally {
    await product.close();
  }
}

/** An engine's own name as people write it. */
const brands: Readonly<Record<string, string>> = {
  pglite: 'PGlite',
  postgres: 'PostgreSQL',
  clickhouse: 'ClickHouse',
};

function findingsOf(name: 'rows' | 'columns', { engine, version, ahead, stuck }: EngineReport): Finding[] {
  const found = `${brands[engine] ?? engine} ${version}`;
  const engineFinding: Finding = { name, state: 'well', found: { zh: found, en: found } };
  return [engineFinding, ...readOnlyTables(stuck), clock(`${name} clock`, ahead)];
}
