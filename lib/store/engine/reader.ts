import type { MessagePort } from 'node:worker_threads';
import { asEngineError } from './engine-error.ts';
import { type Connection, native } from './native.ts';

/** A piece of an answer, copied from the engine's memory. */
export type Block = Uint8Array<ArrayBuffer>;

/** What the HTTP server sends to a reader thread. */
export type ToReader =
  | { readonly kind: 'read'; readonly prelude: string; readonly text: string; readonly format: string }
  | { readonly kind: 'more' }
  | { readonly kind: 'cancel' };

/** What a reader thread sends back; `block` waits for `more`. A short answer is one message: its end. */
export type FromReader =
  | { readonly kind: 'block'; readonly bytes: Block }
  | { readonly kind: 'end'; readonly last: Block | undefined }
  | { readonly kind: 'fault'; readonly code: number; readonly message: string };

/**
 * Runs questions one after another on a thread of its own. Opening a stream blocks its thread while
 * scalar subqueries are computed, which must not hold up the HTTP server.
 */
export function serveReads(port: MessagePort, folder: string): void {
  let cancelled = false;
  let wake: (() => void) | undefined;
  const answer = (message: FromReader, block?: Block) =>
    port.postMessage(message, block ? [block.buffer] : []);

  const send = async (bytes: Block): Promise<void> => {
    answer({ kind: 'block', bytes }, bytes);
    await new Promise<void>((resolve) => (wake = resolve));
  };

  /** Sends each block when the next one is there; gives the last. */
  const stream = async (connection: Connection, text: string, format: string): Promise<Block | undefined> => {
    const cursor = native.StreamQuery(connection, text, format);
    let held: Block | undefined;
    let exhausted = false;
    try {
      while (!cancelled) {
        const { bytes, done } = await native.StreamFetch(cursor);
        exhausted = done;
        if (done) break;
        if (bytes.length === 0) continue;
        const block = Uint8Array.from(bytes);
        if (held && !cancelled) await send(held);
        held = block;
      }
      return held;
    } finally {
      if (!exhausted || cancelled) native.StreamCancel(cursor);
    }
  };

  const read = async (message: Extract<ToReader, { kind: 'read' }>): Promise<void> => {
    cancelled = false;
    const connection = native.CreateConnection(folder);
    if (!connection) return answer({ kind: 'fault', code: 1002, message: 'no connection to the engine' });
    try {
      if (message.prelude) native.QueryWithConnection(connection, message.prelude, 'Null');
      const last = await stream(connection, message.text, message.format);
      answer({ kind: 'end', last }, last);
    } catch (cause) {
      const error = asEngineError(cause);
      answer({ kind: 'fault', code: error.code, message: error.message });
    } finally {
      native.CloseConnection(connection);
    }
  };

  port.on('message', (message: ToReader) => {
    if (message.kind === 'read') return void read(message);
    if (message.kind === 'cancel') cancelled = true;
    wake?.();
    wake = undefined;
  });
}
