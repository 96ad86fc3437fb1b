import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Session } from 'chdb';
import { print, quoteText, type Sql } from '#lib/sql';
import { fillHoles } from '../lib/store/engine/holes.ts';
import type { Contestant } from './measure.ts';
import { ownTime } from './processor-time.ts';
import type { BenchQuestion } from './questions.ts';

/**
 * The product's own statements on an engine inside this process, without anything of the product around it.
 * It reads a copy of the folder made of hard links, since a folder belongs to one engine at a time.
 */
export function openBare(
  engineFolder: string,
  copy: string,
  threads: number,
  statementsOf: (question: BenchQuestion) => Promise<Sql[]>,
): Contestant {
  rmSync(copy, { recursive: true, force: true });
  const { status } = spawnSync('cp', ['-al', engineFolder, copy]);
  if (status !== 0) throw new Error(`${engineFolder} could not be copied to ${copy}`);
  rmSync(join(copy, 'status'));
  const session = new Session(copy);
  session.query(`SET max_threads = ${threads}`);
  session.query('USE linger');
  // written once, before anything is timed: what the product does to write it is not the engine's
  const statements = new Map<string, string[]>();
  const written = async (question: BenchQuestion) =>
    (await statementsOf(question)).map((statement) => {
      const { text, params } = print(statement);
      return fillHoles(text, new Map(Object.entries(params).map(([name, value]) => [name, textOf(value)])));
    });
  return {
    name: 'bare engine',
    processorTime: ownTime,
    ask: async (question) => {
      const own = statements.get(question.name) ?? (await written(question));
      statements.set(question.name, own);
      for (const statement of own) session.query(statement, 'JSONCompact');
      return undefined;
    },
    close: async () => session.cleanup(),
  };
}

/** A bound value as the client sends it. */
function textOf(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  return `[${value.map((one) => (typeof one === 'string' ? quoteText(one) : String(one))).join(',')}]`;
}
