import type { BenchQuestion } from './questions.ts';

/** One who answers questions. */
export interface Contestant {
  readonly name: string;
  ask(question: BenchQuestion): Promise<(string | number)[][] | undefined>;
  /** Milliseconds of processor time used so far for answering. */
  processorTime(): number;
  close(): Promise<void>;
}

export interface Measured {
  /** Milliseconds by the clock, the least of the runs. */
  readonly wall: number;
  /** Milliseconds of processor time, all runs together, by run. */
  readonly processor: number;
}

/** Asks everyone in turn, so that what else the machine does disturbs all alike. All must give the same answer. */
export async function measure(
  question: BenchQuestion,
  contestants: readonly Contestant[],
  runs: number,
): Promise<Record<string, Measured>> {
  let agreed: string | undefined;
  const measured: Record<string, { wall: number; processor: number }> = {};
  for (const one of contestants) {
    const rows = await one.ask(question);
    const answer = rows && normal(rows);
    agreed ??= answer;
    if (answer !== undefined && answer !== agreed)
      throw new Error(`${question.name}: ${one.name} answers\n${answer}\nnot\n${agreed}`);
    measured[one.name] = { wall: Number.POSITIVE_INFINITY, processor: 0 };
  }
  for (let run = 0; run < runs; run++)
    for (const one of contestants) {
      const kept = measured[one.name]!;
      const [clock, busy] = [performance.now(), one.processorTime()];
      await one.ask(question);
      kept.wall = Math.min(kept.wall, performance.now() - clock);
      kept.processor += (one.processorTime() - busy) / runs;
    }
  return measured;
}

/** Rows in one order, numbers as text: engines differ in both. */
function normal(rows: (string | number)[][]): string {
  return rows
    .map((row) => row.map(String).join(' '))
    .sort()
    .join('\n');
}
