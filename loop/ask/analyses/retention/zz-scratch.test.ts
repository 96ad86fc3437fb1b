import { Session } from 'chdb';
import { it } from 'vitest';
import { print } from '#lib/sql';
import { intervalOf } from '#loop/condition';
import { scopeOf } from '#loop/access';
import { retention } from './retention.ts';

it('bench', async () => {
  const session = new Session('/tmp/bench-ret/db');
  const q = (text: string) => session.query(text, 'JSON');
  q('CREATE DATABASE IF NOT EXISTS t'); q('USE t');
  const exists = JSON.parse(q("SELECT count() AS n FROM system.tables WHERE database='t' AND name='events'")).data[0].n;
  if (Number(exists) === 0) {
    q(`CREATE TABLE events (project UInt32, person UInt64, time DateTime64(3,'UTC'), event LowCardinality(String), id UInt64, distinct_id String, texts Map(LowCardinality(String),String), numbers Map(LowCardinality(String),Float64)) ENGINE=MergeTree ORDER BY (project, person, time)`);
    q(`CREATE TABLE merges (person UInt64, canonical UInt64) ENGINE=Join(ANY, LEFT, person) SETTINGS join_any_take_last_row=1`);
    q(`CREATE TABLE first_times (project UInt32, event LowCardinality(String), person UInt64, time SimpleAggregateFunction(min, DateTime64(3,'UTC'))) ENGINE=AggregatingMergeTree ORDER BY (project,event,person)`);
    q(`CREATE TABLE person_properties (project UInt32, name LowCardinality(String), person UInt64, text String, number Nullable(Float64), moment Nullable(DateTime64(3,'UTC')), gone UInt8, version UInt64) ENGINE=ReplacingMergeTree(version) ORDER BY (project,name,person)`);
    q(`INSERT INTO events SELECT 1, sipHash64(intDiv(rand(1)%1000000*(rand(2)%1000000), 2000000)), toDateTime64('2026-01-01 00:00:00',3,'UTC') + toIntervalSecond(rand(3)%(120*86400)), multiIf(rand(4)%100<45,'view',rand(4)%100<70,'app_open',rand(4)%100<75,'purchase','other') , number, '', map('plan', ['free','pro','team'][1+rand(5)%3]), map('amount', toFloat64(rand(6)%100)) FROM numbers(20000000)`);
    q(`INSERT INTO first_times SELECT project, event, person, min(time) FROM events GROUP BY 1,2,3`);
    q(`INSERT INTO merges SELECT person, canonical FROM (SELECT DISTINCT person FROM events LIMIT 50000) AS a CROSS JOIN (SELECT max(person) AS canonical FROM events) AS b`);
    q(`INSERT INTO person_properties SELECT DISTINCT 1, 'city', person, ['a','b','c'][1+person%3], NULL, NULL, 0, 1 FROM events`);
    q('OPTIMIZE TABLE events FINAL');
  }
  console.log(q('SELECT count(), uniqExact(person) FROM events').slice(-300));
  const lit = (v: unknown): string => Array.isArray(v) ? `[${v.map(lit).join(',')}]` : typeof v === 'string' ? `'${v}'` : String(v);
  const base = { kind: 'retention', span: { from: '2026-02-01', to: '2026-03-31' }, unit: 'week', periods: 9, start: { event: 'app_open' }, return: { event: 'purchase' } };
  const questions: Record<string, Record<string, unknown>> = {
    weekly: base,
    'weekly view->purchase': { ...base, start: { event: 'view' } },
    'weekly any any': { ...base, start: { event: '*' }, return: { event: '*' } },
    'daily app_open': { ...base, unit: 'day', periods: 15, return: { event: 'app_open' } },
    'daily view->view': { ...base, unit: 'day', periods: 31, start: { event: 'view' }, return: { event: 'view' } },
    first: { ...base, entry: 'first' },
    ever: { ...base, entry: 'ever' },
    'ever filtered': { ...base, entry: 'ever', start: { event: 'app_open', where: { property: 'plan', op: 'is', values: ['pro'] } } },
    onOrAfter: { ...base, count: 'onOrAfter' },
    streak: { ...base, count: 'streak' },
    brackets: { ...base, count: 'brackets', brackets: [[1, 2], [3, 8]] },
    'rolling daily': { ...base, window: 'rolling', unit: 'day', periods: 15 },
    twice: { ...base, minReturns: 2 },
    'by plan': { ...base, by: [{ property: 'plan', of: 'event' }] },
    'by city': { ...base, by: [{ property: 'city', of: 'person' }] },
    value: { ...base, value: { of: 'amount' } },
  };
  for (const merged of [false, true])
    for (const [name, input] of Object.entries(questions)) {
      const scope = scopeOf({ id: 1, name: '', timeZone: 'Asia/Shanghai', weekStart: 'monday' }, { merged, promoted: new Set() }, new Date('2026-11-01'));
      const question = retention.question.parse(input);
      const asked = { question, scope, ...intervalOf(question.span, scope) };
      const text = (s: ReturnType<typeof retention.compile>) => { const { text, params } = print(s); return text.replace(/\{(p\d+):((?:[^{}])+)\}/g, (_, n: string, type: string) => `CAST(${lit(params[n])}, '${type.replaceAll("'", "\\'")}')`); };
      const sqlText = text(retention.compile(asked));
      if (!merged && process.env.SHOW === name) console.log(sqlText);
      const ms: number[] = [];
      let rows = 0;
      for (let i = 0; i < 3; i++) { const t = performance.now(); rows = JSON.parse(q(sqlText)).data.length; ms.push(Math.round(performance.now() - t)); }
      const t = performance.now(); q(`SELECT count() FROM (${text(retention.people(asked, { cohort: 2, period: 2 % 3 }))})`);
      console.log(merged ? 'merged' : '', name.padEnd(24), Math.min(...ms), 'ms', rows, 'rows; people', Math.round(performance.now() - t));
    }
  session.close?.();
}, 600000);
