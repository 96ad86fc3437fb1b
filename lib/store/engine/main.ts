import { once } from 'node:events';
import { rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { writeConfig } from './config-file.ts';
import { Engine, FolderHeld } from './engine.ts';
import { asEngineError } from './engine-error.ts';
import { createEngineServer } from './http.ts';
import { profileOf } from './profile.ts';
import { exitCodes, type Hello, type Order } from './protocol.ts';
import { serveReads } from './reader.ts';

let onLeave = (): void => undefined;

/**
 * The engine's process. The first line of its input is the order to open a folder; one line of its
 * output says where it listens, or why it does not. It lives as long as its input stays open.
 */
async function main(): Promise<void> {
  // a terminal's Ctrl-C and a service manager may tell every process of the group: the parent says when its questions are done
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
  const lines = createInterface({ input: process.stdin });
  const [line] = (await once(lines, 'line')) as [string];
  const order = JSON.parse(line) as Order;
  if (order.volatile && order.dataDir.startsWith(tmpdir())) {
    onLeave = () => rmSync(order.dataDir, { recursive: true, force: true });
  }
  process.stdin.on('close', leave).on('end', leave).resume();
  const profile = profileOf(order.lowMemory);
  const server =
    order.config === undefined
      ? [`--config-file=${await writeConfig(order.dataDir, profile)}`, ...profile.server]
      : [`--config-file=${order.config}`];
  const engine = await Engine.open(order.dataDir, { ...profile, server }, new URL(import.meta.url));
  const deps = createEngineServer(
    engine,
    order.password,
    order.config === undefined ? profile.statement : {},
  );
  deps.listen(0, '127.0.0.1');
  await once(deps, 'listening');
  const hello: Hello = { port: (deps.address() as AddressInfo).port };
  process.stdout.write(`${JSON.stringify(hello)}\n`);
}

/**
 * An orderly end inside the native library waits for every running statement. What was acknowledged
 * survives being killed, so being killed is the orderly end.
 */
function leave(): void {
  try {
    onLeave();
  } finally {
    process.kill(process.pid, 'SIGKILL');
  }
}

if (isMainThread) {
  main().catch((cause: unknown) => {
    const hello: Hello =
      cause instanceof FolderHeld
        ? { fault: 'locked', detail: cause.message, pid: cause.pid }
        : { fault: 'broken', detail: asEngineError(cause).message };
    process.stdout.write(`${JSON.stringify(hello)}\n`, () => process.exit(exitCodes[hello.fault]));
  });
} else if (parentPort) {
  serveReads(parentPort, workerData as string);
}
