import { parentPort } from 'node:worker_threads';
import { compose, type Material } from './compose.ts';

/** What a worker is asked, and what it answers. */
export interface Order {
  readonly id: number;
  readonly material: Material;
}
export type Reply = { readonly id: number } & (
  | { readonly body: Uint8Array<ArrayBuffer> }
  | { readonly error: unknown }
);

parentPort?.on('message', ({ id, material }: Order) => {
  void compose(material).then(
    (answered) => {
      const body = new Uint8Array(Buffer.from(JSON.stringify(answered)));
      parentPort?.postMessage({ id, body } satisfies Reply, [body.buffer]);
    },
    (error: unknown) => parentPort?.postMessage({ id, error } satisfies Reply),
  );
});
