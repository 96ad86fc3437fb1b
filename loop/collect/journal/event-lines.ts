import { sql } from '#lib/sql';
import type { Columns } from '#lib/store';

const COMMA = 44;
const NEWLINE = 10;

/** The event rows of one segment by id, to find which of them the engine holds already. */
export class EventLines {
  private readonly lines = new Map<string, Buffer>();
  /** The first and last moment of receipt. */
  first = Number.POSITIVE_INFINITY;
  last = 0;

  constructor(rows: readonly Buffer[]) {
    for (const row of rows) {
      for (let at = 0; at < row.length; ) {
        const newline = row.indexOf(NEWLINE, at);
        const end = newline < 0 ? row.length : newline + 1;
        this.add(row.subarray(at, end));
        at = end;
      }
    }
  }

  get size(): number {
    return this.lines.size;
  }

  ids(): Iterable<string> {
    return this.lines.keys();
  }

  buffers(): Buffer[] {
    return [...this.lines.values()];
  }

  /** Leaves out what the engine holds; gives how many those were. */
  async removeKnown(columns: Columns): Promise<number> {
    const before = this.size;
    const statement = sql`SELECT id FROM events
      WHERE received >= ${new Date(this.first)} AND received <= ${new Date(this.last)} AND source = 'http'`;
    for await (const { id } of columns.each<{ id: string }>(statement)) this.lines.delete(id);
    return before - this.size;
  }

  /** A line begins with `[id,received,`. */
  private add(line: Buffer): void {
    const comma = line.indexOf(COMMA);
    const received = Number(line.toString('latin1', comma + 1, line.indexOf(COMMA, comma + 1)));
    this.first = Math.min(this.first, received);
    this.last = Math.max(this.last, received);
    this.lines.set(line.toString('latin1', 1, comma), line);
  }
}
