import { Duplex } from 'node:stream';
import type { Backend } from './backend.ts';
import { isTerminate, outcomeOf, simpleQuery, welcome } from './wire.ts';

/** What a client of PostgreSQL takes for its socket, over a backend in this process or in a thread. */
export class WireStream extends Duplex {
  private greeted = false;
  private inTransaction = false;

  constructor(private readonly backend: Backend) {
    super();
  }

  connect(): this {
    process.nextTick(() => this.emit('connect'));
    return this;
  }

  /** The client sets these on its socket. */
  setNoDelay = (): this => this;
  setKeepAlive = (): this => this;
  ref = (): this => this;
  unref = (): this => this;

  override _read(): void {
    // answers are pushed when they are there
  }

  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this._write(Buffer.concat(chunks.map(({ chunk }) => chunk)), 'buffer' as BufferEncoding, done);
  }

  override _write(messages: Buffer, _: BufferEncoding, done: (error?: Error | null) => void): void {
    this.answer(messages).then(() => done(), done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    void this.leave();
    done(error);
  }

  private async answer(messages: Buffer): Promise<void> {
    if (!this.greeted) {
      this.greeted = true;
      this.push(welcome);
    } else if (isTerminate(messages)) {
      await this.leave();
      this.push(null);
    } else {
      const answer = await this.backend.exchange(messages);
      this.inTransaction = outcomeOf(answer).inTransaction ?? true;
      this.push(Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength));
    }
  }

  /** All clients share the one session: what one left open must not be found by the next. */
  private async leave(): Promise<void> {
    if (!this.inTransaction) return;
    this.inTransaction = false;
    await this.backend.exchange(simpleQuery('ROLLBACK')).catch(() => undefined);
  }
}
