import { readFileSync, writeSync } from 'node:fs';
import { systemClock } from '#lib/core';
import { attach } from '../../../lib/store/warehouse/open-warehouse.ts';
import { Intake } from '../receive/intake.ts';

/** What the test tells the process it is going to kill. */
export interface Order {
  readonly folder: string;
  /** A file that holds where the engine listens now. */
  readonly address: string;
  readonly database: string;
  readonly round: number;
  /** Batches an earlier process was sent and did not acknowledge: a client sends them again. */
  readonly again: readonly number[];
}

const BATCH = 40;
const SENDERS = 6;

/** The messages of a batch; the same whenever it is sent. */
export function messagesOf(batch: number) {
  return Array.from({ length: BATCH }, (_, i) => ({
    type: 'track',
    event: 'killed',
    messageId: `${batch}-${i}`,
    ...(i % 3 === 0 ? {} : { userId: `user-${batch % 50}` }),
    ...(i % 3 === 1 ? {} : { anonymousId: `device-${batch % 50}` }),
    properties: { batch, i },
  }));
}

async function run(order: Order): Promise<void> {
  const address = async () =>
    JSON.parse(readFileSync(order.address, 'utf8')) as { url: string; password: string; pid: number };
  const warehouse = attach(address, order.database);
  const intake = await Intake.open({ folder: order.folder, warehouse, clock: systemClock });
  const waiting = [...order.again];
  let next = order.round * 100_000;
  const say = (line: string) => writeSync(1, `${line}\n`);
  say('ready');
  await Promise.all(
    Array.from({ length: SENDERS }, async () => {
      for (;;) {
        const batch = waiting.pop() ?? next++;
        say(`sent ${batch}`);
        const messages = messagesOf(batch);
        // by both ways in: as messages, and as the bytes of a request
        await (batch % 2 === 0
          ? intake.receive({ project: 1, messages, small: true })
          : intake.receiveBatch({ project: 1, bytes: Buffer.from(JSON.stringify({ batch: messages })) }));
        say(`kept ${batch}`);
      }
    }),
  );
}

const order = process.env.LINGER_KILL_ORDER;
if (order) await run(JSON.parse(order) as Order);
