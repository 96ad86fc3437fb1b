import { momentIn } from '#lib/core';
import type { Warehouse } from '#lib/store';
import type { Kind } from '../analyses/index.ts';
import { analysisOf } from '../analysis/any-analysis.ts';
import { parseQuestion, prepare } from '../parse-question.ts';
import { answerFrom } from './answer-from.ts';
import { scopeOfWorld } from './load-worlds.ts';
import type { Happening, World } from './world.ts';

interface Telling {
  readonly project: number;
  readonly now: string;
  readonly timeZone?: string;
  /** From id to the id that stands for the person. */
  readonly merges?: Readonly<Record<string, string>>;
}

/** A world told line by line: `ann buy 2026-03-07T10:00 amount=10 city=上海`, on the clocks of its time zone. */
export function told(
  { project, now, timeZone = 'UTC', merges = {} }: Telling,
  lines: readonly string[],
): World {
  return {
    project: { id: project, name: 'told', timeZone, weekStart: 'monday' },
    now: new Date(now),
    merges: new Map(Object.entries(merges)),
    traits: [],
    events: lines.map((line) => happening(line, timeZone)),
  };
}

function happening(line: string, timeZone: string): Happening {
  const [user, event, at, ...properties] = line.split(' ') as [string, string, string, ...string[]];
  const pairs = properties.map((one) => one.split('=') as [string, string]);
  const isNumber = ([, value]: [string, string]) => value !== '' && !Number.isNaN(Number(value));
  return {
    user,
    event,
    time: momentIn(at, timeZone).getTime(),
    texts: Object.fromEntries(pairs.filter((pair) => !isNumber(pair))),
    numbers: Object.fromEntries(pairs.filter(isNumber).map(([name, value]) => [name, Number(value)])),
  };
}

/** What the engine answers to a question about a world. */
export async function answerIn<A>(
  warehouse: Warehouse,
  world: World,
  input: { kind: Kind } & object,
): Promise<A> {
  const question = parseQuestion(input);
  const analysis = analysisOf[question.kind];
  const asked = prepare(question, scopeOfWorld(world));
  return (await answerFrom(warehouse, analysis, asked)) as A;
}
