import { z } from 'zod';
import { Download, file, moment, ReadyJson, words } from '#lib/operation';
import { operation } from '#loop/access';
import { countPeople, exportKinds, listPeople, PeopleQuery, peopleAs, peoplePage } from '#loop/know';
import { analyses } from './analyses/index.ts';
import { MOST_COMPARED } from './analysis/against.ts';
import { AnyAnswered, Question } from './answered.ts';
import { type AskDeps, ask, askKept } from './ask.ts';
import type { Answered } from './compose/compose.ts';
import { namingFor } from './compute-answer.ts';
import { csvOf, excelOf } from './download.ts';
import { edgesOperations } from './edges.ts';
import { explainOperations } from './explain.ts';
import { firstOperations } from './first/first-operation.ts';
import { peopleBehind, titleOfPoint } from './people-behind.ts';

const Behind = z.strictObject({
  question: Question,
  point: z.record(z.string(), z.unknown()).describe('a point as the answer names it'),
  before: z
    .union([
      z.boolean(),
      z
        .int()
        .min(0)
        .max(MOST_COMPARED - 1),
    ])
    .default(false)
    .describe('the point stands in an answer compared with: its place among them, true for the first'),
});
const Page = PeopleQuery.omit({ who: true });

/** What is asked around a question. */
const besides = (deps: AskDeps) => ({
  ...firstOperations(deps),
  ...edgesOperations(deps),
  ...explainOperations(deps),
});

/** What the entry points may ask. */
export function askOperations(deps: AskDeps) {
  const { warehouse, scopes } = deps;
  return {
    ask: operation({
      right: 'view',
      summary: {
        zh: '提问：一段带 kind 的 JSON（retention、funnel、trend）',
        en: `Asks a question, plain JSON with a kind (${Object.keys(analyses).join(', ')}): headline, remarks, table and numbers come back`,
      },
      input: Question,
      output: AnyAnswered,
      run: async (viewer, question, { signal }) => {
        const { body, etag, age, renewing } = await askKept(question, viewer, deps, { signal });
        return new ReadyJson<Answered>(body, etag, age / 1000, renewing);
      },
    }),
    ...besides(deps),
    'ask/reach': operation({
      right: 'view',
      summary: {
        zh: '数据覆盖哪些时间：从第一个事件起，到现在，或到某个来源停止为止',
        en: 'Between which moments there are data: from the first event, until now or until a source that ended stopped',
      },
      input: z.strictObject({}),
      output: z.strictObject({ stretches: z.array(z.strictObject({ from: moment, to: moment })) }),
      run: async (viewer) => {
        const reach = (await scopes.scopeOf(viewer)).reach([{ event: '*' }]);
        return { stretches: reach.map(({ from, to }) => ({ from: new Date(from), to: new Date(to) })) };
      },
    }),
    'ask/people': operation({
      right: 'view',
      summary: {
        zh: '答案里一个数字背后的人，分页',
        en: 'The people behind a point of an answer, page by page',
      },
      input: Behind.extend(Page.shape),
      output: peoplePage,
      run: async (viewer, { question, point, before, ...page }, { signal }) => {
        await deps.segments.check(viewer, question);
        const scope = await scopes.scopeOf(viewer);
        const behind = peopleBehind(question, point, scope, { before, language: viewer.language });
        const [people, total] = await Promise.all([
          listPeople(warehouse, scope, page, behind, { signal }),
          countPeople(warehouse, scope, page, behind, { signal }),
        ]);
        return { people, total };
      },
    }),
    'ask/point': operation({
      right: 'view',
      summary: {
        zh: '答案里一个数字背后是些什么人，以及他们占多少人中的一部分',
        en: 'Who the people behind a point of an answer are, in words, and of how many they are a share',
      },
      input: Behind,
      output: z.strictObject({ title: words, of: z.int().nullable() }),
      run: async (viewer, { question, point, before }, { signal }) => {
        await deps.segments.check(viewer, question);
        const [scope, naming] = await Promise.all([scopes.scopeOf(viewer), namingFor(deps, viewer)]);
        const { language } = viewer;
        const { title, of } = titleOfPoint(question, point, { scope, naming, before, language });
        return { title, of: of ? await countPeople(warehouse, scope, {}, of, { signal }) : null };
      },
    }),
    'ask/people/export': operation({
      right: 'analyse',
      summary: {
        zh: '把一个数字背后的人导出成 CSV 或 Excel',
        en: 'The people behind a point of an answer as CSV or Excel',
      },
      input: Behind.extend(Page.omit({ limit: true, offset: true }).shape).extend({
        as: z.enum(exportKinds).default('csv'),
      }),
      output: file,
      run: async (viewer, { question, point, before, as, ...query }, { signal }) => {
        await deps.segments.check(viewer, question);
        const scope = await scopes.scopeOf(viewer);
        const behind = peopleBehind(question, point, scope, { before, language: viewer.language });
        const heads = { naming: await namingFor(deps, viewer), language: viewer.language };
        return peopleAs(as, { warehouse, scope, query, heads, among: behind, options: { signal } });
      },
      audited: ({ question, point }) => JSON.stringify({ question, point }),
    }),
    'ask/download': operation({
      right: 'view',
      summary: { zh: '把答案的表格下载成 CSV 或 Excel', en: 'The table of an answer as CSV or Excel' },
      input: z.strictObject({ question: Question, as: z.enum(['csv', 'xlsx']) }),
      output: file,
      run: async (viewer, { question, as }, { signal }) => {
        const { table } = await ask(question, viewer, deps, { signal });
        const name = `${question.kind}.${as}`;
        if (as === 'csv')
          return new Download(name, 'text/csv; charset=utf-8', each(csvOf(table, viewer.language)));
        return new Download(name, EXCEL, each([await excelOf(table, viewer.language)]));
      },
      audited: ({ question, as }) => `${as} ${JSON.stringify(question)}`,
    }),
  };
}

const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

async function* each<T>(parts: Iterable<T>): AsyncGenerator<T> {
  yield* parts;
}
