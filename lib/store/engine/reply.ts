import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';
import { constants, createGzip, type Gzip } from 'node:zlib';
import type { EngineError } from './engine-error.ts';
import type { Request } from './request.ts';

/** One answer on its way out: headers as ClickHouse sends them, then blocks, then an end or an exception. */
export class Reply {
  private readonly tag = randomBytes(8).toString('hex');
  private readonly started = process.hrtime.bigint();
  private packer: Gzip | undefined;
  private begun = false;

  constructor(private readonly response: ServerResponse) {}

  open(request: Request): void {
    this.response.setHeader('X-ClickHouse-Query-Id', request.id);
    this.response.setHeader('X-ClickHouse-Format', request.format);
    this.response.setHeader('X-ClickHouse-Timezone', 'UTC');
    this.response.setHeader('Content-Type', contentType(request.format));
    if (!request.gzip) return;
    this.packer = createGzip({ level: constants.Z_BEST_SPEED });
  }

  /** Sends a block; resolves when the receiver can take the next. */
  async block(bytes: Uint8Array): Promise<void> {
    const out = this.begin();
    if (this.response.destroyed) throw new Error('the client went away');
    if (out.write(bytes)) return;
    await new Promise<void>((resolve) => {
      const go = () => {
        out.off('drain', go);
        this.response.off('close', go);
        resolve();
      };
      out.on('drain', go);
      this.response.on('close', go);
    });
  }

  /** Ends an answer; a short one is sent in one piece. */
  done(bytes?: Uint8Array, written = 0): void {
    if (!this.response.headersSent) {
      const elapsed_ns = String(process.hrtime.bigint() - this.started);
      const summary = { read_rows: '0', read_bytes: '0', written_rows: String(written), written_bytes: '0' };
      this.response.setHeader('X-ClickHouse-Summary', JSON.stringify({ ...summary, elapsed_ns }));
    }
    this.begin().end(bytes);
  }

  /** An exception: with its own status when nothing was sent yet, else as the marked tail of the stream. */
  fail(error: EngineError): void {
    if (!this.response.headersSent) {
      this.packer?.destroy();
      this.response.removeHeader('Content-Encoding');
      // what is left of the body would be taken for the next request
      if (!this.response.req.complete) this.response.setHeader('Connection', 'close');
      this.response.writeHead(error.status, {
        'Content-Type': 'text/plain; charset=UTF-8',
        'X-ClickHouse-Exception-Code': error.code,
      });
      this.response.end(`${error.text}\n`);
      return;
    }
    const text = `${error.text}\n`;
    const length = Buffer.byteLength(text);
    this.begin().end(`\r\n__exception__\r\n${this.tag}\r\n${text}${length} ${this.tag}\r\n__exception__\r\n`);
  }

  /** Headers go out with the first bytes, so that a short answer is one piece of known length. */
  private begin(): Writable {
    if (!this.begun) {
      this.begun = true;
      this.response.setHeader('X-ClickHouse-Exception-Tag', this.tag);
      if (this.packer) {
        this.response.setHeader('Content-Encoding', 'gzip');
        this.packer.pipe(this.response);
      }
    }
    return this.packer ?? this.response;
  }
}

function contentType(format: string): string {
  if (/EachRow/.test(format)) return 'application/x-ndjson; charset=UTF-8';
  if (/^JSON/.test(format)) return 'application/json; charset=UTF-8';
  if (/^CSV/.test(format)) return 'text/csv; charset=UTF-8';
  if (/^(TSV|TabSeparated)/.test(format)) return 'text/tab-separated-values; charset=UTF-8';
  return 'application/octet-stream';
}
