import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stoppedClock } from '#lib/core';
import { type Sql, sql } from '#lib/sql';
import { migrate, openDatabase, openWarehouse, type Warehouse } from '#lib/store';
import { accessMigrations, Scopes, type Viewer } from '#loop/access';
import {
  AnswerCache,
  type Asked,
  analysisOf,
  ask,
  askMigrations,
  askTables,
  Composer,
  parseQuestion,
  questionKind,
  Segments,
  segmentKind,
} from '#loop/ask';
import { Bitmaps, bitmapMigrations, bitmapTables } from '#loop/bitmaps';
import { Catalogue, materialize } from '#loop/catalogue';
import { collectMigrations, collectTables } from '#loop/collect';
import { intervalOf, type Scope } from '#loop/condition';
import { Definitions, definitionMigrations } from '#loop/definition';
import { peopleBehind } from '../loop/ask/people-behind.ts';
import { planOf } from '../loop/ask/plan.ts';
import { dataSpan, fillProduct, generate } from './data.ts';
import type { Contestant } from './measure.ts';
import { timeOf } from './processor-time.ts';
import type { BenchQuestion } from './questions.ts';

export const viewer: Viewer = {
  project: { id: 1, name: 'bench', timeZone: 'UTC', weekStart: 'monday' },
  role: 'owner',
  name: 'bench',
  language: 'en',
};

/** The product's stores and tables on a folder, filled. */
export async function openProduct(folder: string, events: number, file: string) {
  const [warehouse, database] = await Promise.all([
    openWarehouse({ dataDir: folder }),
    openDatabase({ dataDir: folder }),
  ]);
  await migrate(warehouse, database, [
    ...accessMigrations,
    ...collectMigrations,
    ...bitmapMigrations,
    ...definitionMigrations,
    ...askMigrations,
  ]);
  await fill(warehouse, events, file);
  const { pid } = (await warehouse.engine()) ?? { pid: 0 };
  const processorTime = () => timeOf(pid);
  const clock = stoppedClock(dataSpan.now);
  const scopes = new Scopes(warehouse, [...collectTables, ...bitmapTables, ...askTables], clock);
  const told = { write: () => Promise.resolve({ accepted: 0, rejects: [] }) };
  const members = { warehouse, database, scopes, clock, collect: told };
  const definitions = new Definitions({ database, clock }, [questionKind, segmentKind(members)]);
  const segments = new Segments({ ...members, definitions });
  const catalogue = new Catalogue(warehouse, database, scopes);
  const bitmaps = new Bitmaps(warehouse);
  await index(bitmaps, await scopes.scopeOf(viewer), warehouse);
  return {
    warehouse,
    database,
    processorTime,
    scopes,
    segments,
    catalogue,
    bitmaps,
    engineFolder: join(folder, 'columns'),
  };
}

async function fill(warehouse: Warehouse, events: number, file: string): Promise<void> {
  const [count] = await warehouse.read<{ n: string }>(sql`SELECT count() AS n FROM events`);
  if (Number(count?.n) === 0) {
    await warehouse.run(generate(events, file));
    await warehouse.run(fillProduct(file));
    await merged(warehouse);
  }
  await materialize(warehouse);
  await merged(warehouse);
}

/** Writes the index of people by day, and says how long that took and how much it is. */
async function index(bitmaps: Bitmaps, scope: Scope, warehouse: Warehouse): Promise<void> {
  const began = performance.now();
  let days = 0;
  await bitmaps.of(viewer.project).write(scope, new AbortController().signal, (_, of) => {
    days = of;
  });
  const took = performance.now() - began;
  const sizes = await warehouse.read<{ table: string; bytes: string }>(
    sql`SELECT table, formatReadableSize(sum(bytes_on_disk)) AS bytes FROM system.parts WHERE active AND table IN ('events', 'person_days', 'person_numbers') GROUP BY table ORDER BY table`,
  );
  const size = sizes.map(({ table, bytes }) => `${table} ${bytes}`).join(', ');
  console.error(`index: ${days} days written in ${(took / 1000).toFixed(1)} s; ${size}`);
}

/** Waits until the engine has nothing left to do in the background. */
export async function merged(warehouse: Warehouse): Promise<void> {
  const busy = sql`SELECT (SELECT count() FROM system.merges) + (SELECT count() FROM system.mutations WHERE NOT is_done) AS n`;
  for (let calm = 0; calm < 3; await sleep(1000)) {
    const [row] = await warehouse.read<{ n: string }>(busy);
    calm = Number(row?.n) === 0 ? calm + 1 : 0;
  }
}

type Product = Awaited<ReturnType<typeof openProduct>>;

/** The product as it is asked through `ask()`; nothing is taken from the cache of answers. */
export function asContestant({
  warehouse,
  database,
  scopes,
  segments,
  catalogue,
  bitmaps,
  processorTime,
}: Product): Contestant {
  const composer = new Composer();
  return {
    name: 'Linger',
    processorTime,
    async ask({ input, point, rows }) {
      if (!point)
        return rows(
          (
            await ask(input, viewer, {
              warehouse,
              scopes,
              segments,
              catalogue,
              bitmaps,
              cache: new AnswerCache(),
              composer,
            })
          ).answer,
        );
      const behind = countOf(peopleBehind(input, point, await scopes.scopeOf(viewer)));
      const found = await warehouse.read<{ n: string; sum: string }>(behind);
      return found.map(({ n, sum }) => [n, sum]);
    },
    async close() {
      await warehouse.close();
      await database.close();
    },
  };
}

/** The statements that the product sends to the engine for a question. */
export async function statementsOf(
  { scopes, bitmaps }: Product,
  { input, point }: BenchQuestion,
): Promise<Sql[]> {
  const scope = await scopes.scopeOf(viewer);
  if (point) return [countOf(peopleBehind(input, point, scope))];
  const question = parseQuestion(input);
  const asked: Asked<typeof question> = { question, scope, ...intervalOf(question.span, scope) };
  const { statements } = await planOf(analysisOf[question.kind], asked, viewer, { bitmaps });
  return Object.values(statements);
}

const countOf = (people: Sql) => sql`SELECT count() AS n, sum(person % 1000003) AS sum FROM (${people})`;
