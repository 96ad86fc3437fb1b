import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Fault } from '#lib/core';
import { type UnfoldOrder, unfold } from './unfold.ts';
import type { Unfolded } from './unfold-apart.ts';

/** The process that reads a workbook: the first line of its input is the order, a line of its output the answer. It ends with its input. */
async function main(): Promise<void> {
  // told to the whole group of processes, they would end a reading whose import goes on at the next start
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
  const lines = createInterface({ input: process.stdin });
  const [line] = (await once(lines, 'line')) as [string];
  process.stdin.on('close', () => process.exit(1)).resume();
  const answer = await unfold(JSON.parse(line) as UnfoldOrder).then(
    (sheets): Unfolded => ({ sheets }),
    saidOf,
  );
  process.stdout.write(`${JSON.stringify(answer)}\n`, () => process.exit(0));
}

function saidOf(error: unknown): Unfolded {
  if (!(error instanceof Fault)) return { broken: error instanceof Error ? error.message : String(error) };
  return {
    fault: { code: error.code, status: error.status, words: { zh: error.say('zh'), en: error.say('en') } },
  };
}

await main();
