import { sql } from '#lib/sql';
import type { Warehouse } from '#lib/store';

interface Line {
  readonly received: number;
  readonly key: string;
  readonly bytes: Buffer;
}

/** A line of the lane up to its text. */
type Row = [project: number, received: number, source: string, line: number, reason: string, times: number];

/**
 * The rejects of one segment, to find which of them the engine holds already. They have no ids: of those that were left out at one
 * moment for one reason, as many are missing as the engine has too few.
 */
export class RejectsInDoubt {
  private left: readonly Line[];
  private readonly given: number;

  constructor(lines: Buffer) {
    this.left = linesOf(lines).map((bytes) => {
      const row = JSON.parse(bytes.toString('utf8')) as Row;
      return { received: row[1], key: keyOf(row), bytes };
    });
    this.given = this.left.length;
  }

  get size(): number {
    return this.left.length;
  }

  /** Whether all are left. */
  get whole(): boolean {
    return this.size === this.given;
  }

  /** What is left, as lines. */
  get body(): Buffer {
    return Buffer.concat(this.left.map(({ bytes }) => bytes));
  }

  /** Leaves out what the engine holds. */
  async removeKnown(warehouse: Warehouse): Promise<void> {
    let [first, last] = [Number.POSITIVE_INFINITY, 0];
    for (const { received } of this.left) {
      first = Math.min(first, received);
      last = Math.max(last, received);
    }
    const statement = sql`SELECT project, toString(toUnixTimestamp64Milli(received)) AS at, source, toString(line) AS line,
      reason, times, toString(count()) AS rows FROM rejects
      WHERE received >= ${new Date(first)} AND received <= ${new Date(last)} AND NOT startsWith(source, 'file:')
      GROUP BY project, at, source, line, reason, times`;
    const held = new Map<string, number>();
    for await (const row of warehouse.each<Held>(statement)) {
      const { project, at, source, line, reason, times, rows } = row;
      held.set(keyOf([project, Number(at), source, Number(line), reason, times]), Number(rows));
    }
    this.left = this.left.filter(({ key }) => {
      const known = held.get(key) ?? 0;
      if (known > 0) held.set(key, known - 1);
      return known === 0;
    });
  }
}

interface Held {
  readonly project: number;
  readonly at: string;
  readonly source: string;
  readonly line: string;
  readonly reason: string;
  readonly times: number;
  readonly rows: string;
}

function keyOf([project, received, source, line, reason, times]: Row): string {
  return [project, received, source, line, reason, times].join(' ');
}

function linesOf(lines: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let start = 0; start < lines.length; ) {
    const end = lines.indexOf('\n', start);
    found.push(lines.subarray(start, end < 0 ? lines.length : end + 1));
    start = end < 0 ? lines.length : end + 1;
  }
  return found;
}
