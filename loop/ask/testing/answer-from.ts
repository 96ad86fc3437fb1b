import type { Sql } from '#lib/sql';
import type { ReadOptions, Warehouse } from '#lib/store';
import type { Answering, Asked, Rows } from '../analysis/analysis.ts';

interface Computing<Q, A, Name extends string> {
  compile(asked: Asked<Q>): Readonly<Record<Name, Sql>>;
  answer(rows: Rows<Name>, asked: Answering<Q>): A | Promise<A>;
}

/** The answer to a question from the engine: all its statements side by side, then what their rows say. */
export async function answerFrom<Q, A, Name extends string>(
  warehouse: Pick<Warehouse, 'read'>,
  analysis: Computing<Q, A, Name>,
  asked: Asked<Q>,
  options: ReadOptions = {},
): Promise<A> {
  const statements = Object.entries<Sql>(analysis.compile(asked));
  const read = statements.map(async ([name, statement]) => [name, await warehouse.read(statement, options)]);
  return analysis.answer(Object.fromEntries(await Promise.all(read)) as Rows<Name>, asked);
}
