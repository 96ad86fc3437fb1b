import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { LanguageProvider, ThemeProvider } from '#lib/ui';
import { type Catalogue, intervalOf } from '#loop/condition';
import { testScope } from '../../../access/testing.ts';
import { retentionAnswer } from './answer.ts';
import { cohortCurvesOf, curvesOf, drawableCohorts, triangleOf } from './pictures.ts';
import { retention } from './retention.ts';
import face from './view.tsx';

const now = new Date('2026-11-04T12:00:00Z');
const project = { id: 1, name: 'shop', timeZone: 'UTC', weekStart: 'monday' as const };
const scope = testScope(project, {}, now);
const question = retention.question.parse({
  kind: 'retention',
  span: { from: '2026-11-01', to: '2026-11-04' },
  periods: 4,
  by: [{ property: 'plan' }],
});
const cell = (place: number, plan: string, cohort: number, period: number, people: number) => ({
  place,
  shown: [plan],
  cohort,
  period,
  people: String(people),
  total: 0,
  payments: 0,
});
const rows = [
  cell(1, 'pro', 0, 0, 50),
  cell(1, 'pro', 0, 1, 20),
  cell(1, 'pro', 3, 0, 10),
  cell(2, '\0', 0, 0, 30),
];
const answer = retentionAnswer({ cells: rows }, { question, scope, ...intervalOf(question.span, scope) });
const look = { count: 'on', shown: 'kept', language: 'zh' } as const;

describe('the pictures', () => {
  it('leave empty what has not begun, hatch what is not over, and keep zeros', () => {
    const { rows: lines, pooled } = triangleOf(answer, answer.curves[0]!, look);
    expect(lines[0]!.cells.map((one) => one && [one.n, one.open])).toEqual([
      [80, false],
      [20, false],
      [0, false],
      [0, true],
    ]);
    expect(lines[3]!.cells.map((one) => one && [one.n, one.open])).toEqual([[10, true], null, null, null]);
    expect(pooled!.cells.map((one) => one?.value ?? null)).toEqual([1, 0.25, 0, null]);
  });

  it('turn into those who left', () => {
    const { rows: lines, columns } = triangleOf(answer, answer.curves[0]!, { ...look, shown: 'gone' });
    expect(columns.map(({ key }) => key)).toEqual(['1', '2', '3']);
    expect(lines[0]!.cells[0]).toMatchObject({ value: 0.75, n: 60, of: 80 });
  });

  it('write people and colour them by their share', () => {
    const people = triangleOf(answer, answer.curves[0]!, { ...look, shown: 'people' });
    expect(people.rows[0]!.cells[1]).toMatchObject({ value: 20, shade: 0.25 });
    const lost = triangleOf(answer, answer.curves[0]!, { ...look, shown: 'lost' });
    expect(lost.rows[0]!.cells[0]).toMatchObject({ value: 60, shade: 0.75, n: 60, of: 80 });
  });

  it('draw a line for each cohort, open from where its periods are not over', () => {
    const { all, usual } = drawableCohorts(answer.curves[0]!);
    expect(all.map(({ cohort }) => cohort)).toEqual([0]);
    const { series } = cohortCurvesOf(answer, usual, look);
    expect(series).toEqual([
      { key: '0', name: '2026-11-01 周日', values: [0.25, 0, 0], n: [80, 80, 80], openFrom: 2 },
    ]);
  });

  it('draw everybody, each group, and the span compared with, dashed', () => {
    const { series, places } = curvesOf(answer, answer, look);
    expect(places).toEqual(['第 1 日', '第 2 日', '第 3 日']);
    expect(series.map(({ name }) => name)).toEqual(['全部', 'pro', '（无值）', '对比期']);
    expect(series[1]!.values).toEqual([0.4, 0, null]);
    expect(series.at(-1)).toMatchObject({ comparedTo: '0', values: [0.25, 0, null] });
  });
});

describe('the form', () => {
  const catalogue: Catalogue = {
    events: [{ name: 'signup', title: { zh: '注册', en: 'Sign up' }, count: 5 }],
    properties: [],
    segments: [],
    values: async () => [],
  };
  const html = (language: 'zh' | 'en', draft: Record<string, unknown>) =>
    renderToStaticMarkup(
      <LanguageProvider language={language}>
        <ThemeProvider mode="light">
          <face.Builder question={draft} onChange={() => {}} catalogue={catalogue} />
        </ThemeProvider>
      </LanguageProvider>,
    );

  it('reads as sentences in both languages, also for a question that says little', () => {
    expect(html('zh', face.start(catalogue))).toMatch(/做过.*注册.*的人，之后又做.*任意事件/s);
    expect(html('en', { kind: 'retention' })).toMatch(/Who did.*any event.*and later did/s);
  });

  it('says in one line what is asked, for a phone', () => {
    const anyOf = [{ event: 'signup' }, { event: 'visit' }];
    expect(face.conditions?.({ kind: 'retention', start: { anyOf } }, catalogue)).toEqual({
      zh: '做过「注册」或「visit」的人，之后又做任意事件',
      en: 'Who did “Sign up” or “visit” and later did any event',
    });
  });

  it('says in one line how it is counted, and whose way that is', () => {
    expect(html('zh', face.start(catalogue))).toContain('按自然日 · 当期回来 · 与 PostHog、神策口径一致');
    expect(html('en', { kind: 'retention', entry: 'ever', window: 'rolling' })).toContain(
      'First ever · every 24 hours from each person&#x27;s start · back in that period',
    );
  });

  it('shows brackets only when they are asked for', () => {
    expect(html('zh', { kind: 'retention', count: 'brackets', brackets: [[1, 3]] })).toContain('加一段');
    expect(html('zh', { kind: 'retention' })).not.toContain('加一段');
  });
});
