import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openBare } from './bare.ts';
import { openDuckdb } from './duckdb.ts';
import { type Measured, measure } from './measure.ts';
import { openPeer } from './peer.ts';
import { asContestant, merged, openProduct, statementOf } from './product.ts';
import { questions } from './questions.ts';

/** Fills every store of one size, and asks. */
async function bench(events: number, folder: string, runs: number, only: string) {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'events.parquet');
  const product = await openProduct(join(folder, 'data'), events, file);
  const peer = await openPeer(product.columns, file, product.processorTime);
  await merged(product.columns);
  const threads = availableParallelism();
  const contestants = [
    asContestant(product),
    openBare(product.engineFolder, join(folder, 'bare'), threads, (question) =>
      statementOf(product, question),
    ),
    peer,
    await openDuckdb(join(folder, 'duckdb'), file, threads),
  ];
  const table: Record<string, Record<string, Measured>> = {};
  for (const question of questions.filter(({ name }) => name.includes(only))) {
    table[question.name] = await measure(question, contestants, runs);
    console.log(
      question.name.padEnd(40),
      JSON.stringify(table[question.name], (_, v) => (typeof v === 'number' ? Math.round(v) : v)),
    );
  }
  for (const one of contestants) await one.close();
  return table;
}

export async function main(args: string[]) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      folder: { type: 'string' },
      runs: { type: 'string', default: '7' },
      only: { type: 'string', default: '' },
    },
  });
  const folder = values.folder ?? (await mkdtemp(join(tmpdir(), 'linger-bench-')));
  for (const events of positionals.map(Number))
    await bench(events, join(folder, String(events)), Number(values.runs), values.only);
  if (!values.folder) await rm(folder, { recursive: true, force: true });
  process.exit(0);
}
