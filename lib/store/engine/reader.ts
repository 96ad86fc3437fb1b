import type { MessagePort } from 'node:worker_threads';
import { asEngineError } from './engine-error.ts';
import { type Connection, native } from './native.ts';

/** What the door sends to a reader thread. */
export type ToReader =
  | { readonly kind: 'read'; readonly prelude: string; readonly text: string; readonly format: string }
  | { readonly kind: 'more' }
  | { readonly kind: 'cancel' };

/** What a reader thread sends back; `block` waits for `more`. */
export type FromReader =
  | { readonly kind: 'block'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'end' }
  | { readonly kind: 'fault'; readonly code: number; readonly message: string };

/**
 * Runs questions one after another on a thread of its own. Opening a stream blocks its thread while
 * scalar subqueries are computed, which must not hold up the door.
 */
export function serveReads(port: MessagePort, folder: string): void {
  let cancelled = false;
  let wake: (() => void) | undefined;
  const answer = (message: FromReader, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);

  const stream = async (connection: Connection, text: string, format: string): Promise<void> => {
    const cursor = native.StreamQuery(connection, text, format);
    let exhausted = false;
    try {
      while (!cancelled) {
        const { bytes, done } = await native.StreamFetch(cursor);
        exhausted = done;
        if (done) return;
        if (bytes.length === 0) continue;
        const copy = Uint8Array.from(bytes);
        answer({ kind: 'block', bytes: copy }, [copy.buffer]);
        if (!cancelled) await new Promise<void>((resolve) => (wake = resolve));
      }
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
      await stream(connection, message.text, message.format);
      answer({ kind: 'end' });
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
