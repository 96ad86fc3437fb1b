import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stoppedClock } from '#lib/core';
import { sql } from '#lib/sql';
import { accessMigrations, Scopes } from '#loop/access';
import { AnswerCache, ask, askMigrations, askTables, Composer, Segments, segmentKind } from '#loop/ask';
import { Bitmaps, bitmapMigrations, bitmapTables } from '#loop/bitmaps';
import { Catalogue, materialize } from '#loop/catalogue';
import { collectMigrations, collectTables } from '#loop/collect';
import { Definitions, definitionMigrations } from '#loop/definition';
import { openTestStore } from '../lib/store/testing/stores.ts';
import { openTestFiles } from '../loop/collect/imports/testing.ts';
import { dataSpan, fillProduct, generate } from './data.ts';
import { merged } from './product.ts';
import { questions } from './questions.ts';

type Phase = 'before' | 'importing' | 'settling' | 'settled';
type Question = (typeof questions)[number];

/** The questions that are asked as they are; the people behind a point are not. */
const asked = questions.filter(({ point }) => !point);
const ROUNDS = 3;

/**
 * Fills a product and lets it come to rest; then imports a file with a property of its own and asks all questions in turn, until
 * the columns are written and the engine has nothing left to do.
 */
export async function afterImport(before: number, imported: number): Promise<void> {
  const product = await openTestFiles(
    {},
    openTestStore([
      ...accessMigrations,
      ...collectMigrations,
      ...bitmapMigrations,
      ...definitionMigrations,
      ...askMigrations,
    ]),
  );
  const { warehouse, dataDir } = product;
  const source = join(dataDir, 'source.parquet');
  await warehouse.run(generate(before, source));
  await warehouse.run(fillProduct(source));
  await merged(warehouse);
  await materialize(warehouse);
  await merged(warehouse);
  const path = join(dataDir, 'imported.parquet');
  await warehouse.run(generate(imported, source));
  await warehouse.run(sql`INSERT INTO FUNCTION file(${path}, 'Parquet')
    SELECT * EXCEPT person, concat('S', toString(cityHash64(product) % 200)) AS shop FROM file(${source}, 'Parquet')
    SETTINGS engine_file_truncate_on_insert = 1`);

  const taken = new Map<string, number[]>();
  const time = askerOf(product);
  const round = async (phase: Phase, of: readonly Question[] = asked) => {
    for (const question of of) {
      const key = `${phase} ${question.name}`;
      taken.set(key, [...(taken.get(key) ?? []), await time(question)]);
    }
  };
  for (let at = 0; at <= ROUNDS; at++) {
    if (at === 1) taken.clear();
    await round('before');
  }
  const began = performance.now();
  const since = () => Math.round((performance.now() - began) / 1000);
  let phase: Phase = 'importing';
  let ends:
    | { readonly imported: number; readonly materialized: number; readonly settled: number }
    | undefined;
  const work = (async () => {
    const entry = await product.run(path, {}, { person: 'distinct_id', time: 'time', eventColumn: 'event' });
    if (entry.state !== 'done') throw new Error(`${entry.state}: ${JSON.stringify(entry.fault)}`);
    const imported = since();
    phase = 'settling';
    await materialize(warehouse);
    const materialized = since();
    await merged(warehouse);
    ends = { imported, materialized, settled: since() };
  })();
  while (!ends) {
    for (const question of asked) {
      await Promise.race([work, round(phase, [question])]);
      await sleep(200);
    }
    console.log(since(), 's', phase, await busy(product));
  }
  await work;
  for (let at = 0; at < ROUNDS; at++) await round('settled');
  console.table(asked.map(({ name }) => lineOf(name, taken)));
  console.log(ends);
  await product.close();
}

type Product = Awaited<ReturnType<typeof openTestFiles>>;

/** Milliseconds that a question takes; nothing is taken from the cache of answers. */
function askerOf({ warehouse, database, viewer }: Product): (question: Question) => Promise<number> {
  const clock = stoppedClock(dataSpan.now);
  const scopes = new Scopes(warehouse, [...collectTables, ...bitmapTables, ...askTables], clock);
  const told = { write: () => Promise.resolve({ accepted: 0, rejects: [] }) };
  const members = { warehouse, database, scopes, clock, collect: told };
  const definitions = new Definitions({ database, clock }, [segmentKind(members)]);
  const segments = new Segments({ ...members, definitions });
  const composer = new Composer();
  const catalogue = new Catalogue(warehouse, database, scopes);
  const bitmaps = new Bitmaps(warehouse);
  return async ({ input }) => {
    const start = performance.now();
    await ask(input, viewer, {
      warehouse,
      scopes,
      segments,
      catalogue,
      bitmaps,
      composer,
      cache: new AnswerCache(),
    });
    return performance.now() - start;
  };
}

async function busy({ warehouse }: Product): Promise<string> {
  const [row] = await warehouse.read<{
    merges: string;
    mutations: string;
    parts: string;
    left: string;
  }>(sql`SELECT
    (SELECT count() FROM system.merges WHERE database = currentDatabase()) AS merges,
    (SELECT count() FROM system.mutations WHERE database = currentDatabase() AND NOT is_done) AS mutations,
    (SELECT sum(parts_to_do) FROM system.mutations WHERE database = currentDatabase() AND NOT is_done) AS left,
    (SELECT count() FROM system.parts WHERE database = currentDatabase() AND table = 'events' AND active) AS parts`);
  return `${row?.merges} merges, ${row?.mutations} mutations (${row?.left} parts), ${row?.parts} parts`;
}

/** Of what was asked before and when all has settled the least counts; of what was asked meanwhile the middle and the most. */
function lineOf(name: string, taken: ReadonlyMap<string, readonly number[]>) {
  const of = (phase: Phase) => [...(taken.get(`${phase} ${name}`) ?? [])].sort((a, b) => a - b);
  const [before = Number.NaN] = of('before');
  const times = (phase: Phase) => {
    const all = of(phase).map((ms) => (ms / before).toFixed(1));
    return all.length === 0 ? '–' : `${all[Math.floor(all.length / 2)]} (${all.at(-1)})`;
  };
  return {
    question: name,
    'before, ms': Math.round(before),
    importing: times('importing'),
    settling: times('settling'),
    'settled, least': (of('settled')[0]! / before).toFixed(1),
  };
}
