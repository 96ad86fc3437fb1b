import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openBare } from './bare.ts';
import { EVENTS_EACH } from './data.ts';
import { openDuckdb } from './duckdb.ts';
import { type Measured, measure } from './measure.ts';
import { openPeer } from './peer.ts';
import { asContestant, merged, openProduct, statementsOf } from './product.ts';
import { questions } from './questions.ts';
import { type Result, report, writeBetween } from './report.ts';

/** Fills every store with so many events, and asks all questions of all of them. */
async function bench(events: number, folder: string, runs: number, only: string): Promise<Result> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'events.parquet');
  const product = await openProduct(join(folder, 'data'), events, file);
  const peer = await openPeer(product.warehouse, file, product.processorTime);
  await merged(product.warehouse);
  const threads = availableParallelism();
  const contestants = [
    asContestant(product),
    openBare(product.engineFolder, join(folder, 'bare'), threads, (question) =>
      statementsOf(product, question),
    ),
    peer,
    await openDuckdb(join(folder, 'duckdb'), file, threads),
  ];
  const measured: Record<string, Record<string, Measured>> = {};
  for (const question of questions.filter(({ name }) => name.includes(only))) {
    measured[question.name] = await measure(question, contestants, runs);
    process.stderr.write('.');
  }
  process.stderr.write('\n');
  for (const one of contestants) await one.close();
  return { events, people: Math.ceil(events / EVENTS_EACH), runs, questions: measured };
}

const SIZES = [1_000_000, 20_000_000];

/** Without `--folder` all data goes again; with it, it is kept and used the next time. `--write` puts the result into the docs. */
export async function main(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      folder: { type: 'string' },
      runs: { type: 'string', default: '7' },
      only: { type: 'string', default: '' },
      write: { type: 'string' },
    },
  });
  const folder = values.folder ?? (await mkdtemp(join(tmpdir(), 'linger-bench-')));
  const results: Result[] = [];
  for (const events of positionals.length > 0 ? positionals.map(Number) : SIZES)
    results.push(await bench(events, join(folder, String(events)), Number(values.runs), values.only));
  if (!values.folder) await rm(folder, { recursive: true, force: true });
  const text = report(results);
  console.log(text);
  if (values.write) writeBetween(values.write, text);
}
