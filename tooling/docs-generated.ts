import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Language, Words } from '#lib/core';
import { analysisOf } from '../loop/ask/analysis/any-analysis.ts';
import { reasons } from '../loop/collect/receive/reason.ts';
import { root, sourceFiles } from './imports.ts';

/** A fault as the manual lists it. */
export interface ListedFault {
  readonly code: string;
  readonly status: number;
  readonly words: Words;
}

const declared = /\bfault\(\s*'([\w.-]+)'/g;
const sources = sourceFiles(['lib', 'loop', 'app', 'demo']).filter((file) => !/\.test\.tsx?$/.test(file));
const codesIn = (file: string) =>
  [...readFileSync(join(root, file), 'utf8').matchAll(declared)].map(([, code = '']) => code);

/** The codes that stand in the code. */
export function declaredCodes(): string[] {
  return sources.flatMap(codesIn).sort();
}

const listed = z.object({
  code: z.string(),
  status: z.number(),
  words: z.object({ zh: z.string(), en: z.string() }),
});

/** All faults, as their modules give them out. */
export async function allFaults(): Promise<ListedFault[]> {
  const modules = await Promise.all(
    sources
      .filter((file) => codesIn(file).length > 0)
      .map((file) => import(join(root, file)) as Promise<object>),
  );
  const given = modules.flatMap((module) => Object.values(module) as unknown[]);
  const faults = given.flatMap((value) => {
    const fault = typeof value === 'function' ? listed.safeParse({ ...value }) : undefined;
    return fault?.success ? [fault.data] : [];
  });
  return faults.sort((a, b) => (a.code < b.code ? -1 : 1));
}

const cell = (text: string) => text.replaceAll('|', '\\|');
const titles = {
  fault: { en: ['code', 'status', 'sentence', 'in Chinese'], zh: ['代码', '状态码', '说明', '英文'] },
  reason: { en: ['reason', 'sentence', 'in Chinese'], zh: ['原因', '说明', '英文'] },
  analysis: { en: ['kind', 'name', 'tells'], zh: ['kind', '名称', '回答什么'] },
  operation: { en: ['operation', 'right', 'takes', 'does'], zh: ['操作', '权限', '字段', '作用'] },
} as const;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)];
}

const other = { en: 'zh', zh: 'en' } as const;

export function faultTable(faults: readonly ListedFault[], language: Language): string[] {
  return table(
    titles.fault[language],
    faults.map(({ code, status, words }) => [
      `\`${code}\``,
      String(status),
      words[language],
      words[other[language]],
    ]),
  );
}

export function reasonTable(language: Language): string[] {
  const all = Object.entries<Words>(reasons).sort(([a], [b]) => (a < b ? -1 : 1));
  return table(
    titles.reason[language],
    all.map(([reason, words]) => [`\`${reason}\``, words[language], words[other[language]]]),
  );
}

const everyAnalysis = () => Object.entries(analysisOf);

/** The analyses as their list has them. */
export function analysisTable(language: Language): string[] {
  return table(
    titles.analysis[language],
    everyAnalysis().map(([kind, { title, summary }]) => [`\`${kind}\``, title[language], summary[language]]),
  );
}

/** The examples of all analyses, as questions of the demo company that the reader can ask. */
export function exampleQuestions(language: Language): string[] {
  return everyAnalysis().flatMap(([kind, { title, examples }]) =>
    examples.flatMap((example) => [
      `**${title[language]}${language === 'zh' ? '：' : ': '}${example.title[language]}**`,
      '',
      '```json question',
      ...JSON.stringify({ kind, ...example.question }, null, 2).split('\n'),
      '```',
      '',
    ]),
  );
}

const described = z.object({
  paths: z.record(
    z.string(),
    z.object({
      post: z.object({
        operationId: z.string(),
        summary: z.string(),
        'x-summary-zh': z.string(),
        description: z.string(),
      }),
    }),
  ),
  components: z.object({
    schemas: z.record(
      z.string(),
      z.looseObject({
        properties: z.record(z.string(), z.unknown()).optional(),
        required: z.array(z.string()).optional(),
        anyOf: z.array(z.unknown()).optional(),
        $ref: z.string().optional(),
      }),
    ),
  }),
});

/** The operations as the product itself describes them in its OpenAPI. */
export function operationTable(openApi: unknown, language: Language): string[] {
  const { paths, components } = described.parse(withoutPublic(openApi));
  const rows = Object.entries(paths).map(([path, { post }]) => {
    const name = path.replace('/api/', '');
    const right = /right to (\w+)/.exec(post.description)?.[1] ?? '';
    const summary = language === 'zh' ? post['x-summary-zh'] : post.summary;
    return [`\`${name}\``, right, membersOf(found(components.schemas, post.operationId)), summary];
  });
  return table(
    titles.operation[language],
    rows.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)),
  );
}

/** Without what is asked by no name of an operation. */
function withoutPublic(openApi: unknown): unknown {
  const { paths, ...rest } = z.looseObject({ paths: z.record(z.string(), z.unknown()) }).parse(openApi);
  const operations = Object.entries(paths).filter(([path]) => path.startsWith('/api/'));
  return { ...rest, paths: Object.fromEntries(operations) };
}

type Schema = z.output<typeof described>['components']['schemas'][string] | undefined;

/** A schema by its name, also where that stands for another. */
function found(schemas: z.output<typeof described>['components']['schemas'], name: string): Schema {
  const schema = schemas[name];
  return schema?.$ref === undefined ? schema : schemas[schema.$ref.replace('#/components/schemas/', '')];
}

function membersOf(schema: Schema): string {
  if (schema?.anyOf) return '`kind`, …';
  const required = new Set(schema?.required);
  return Object.keys(schema?.properties ?? {})
    .map((name) => `\`${name}${required.has(name) ? '' : '?'}\``)
    .join(', ');
}
