import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildTerminal, launchLinger, stopAll } from './testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'linger-background-'));
beforeAll(buildTerminal, 60_000);
afterAll(async () => {
  await stopAll();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Lets a promise that nobody looks at be rejected in the product, again and again. */
const careless = encodeURIComponent(
  "import { isMainThread } from 'node:worker_threads'; if (isMainThread) setInterval(() => { Promise.reject(new Error('nobody looked')) }, 2500).unref()",
);

it('a rejection that nobody looked at ends no server, and stands in the log once', async () => {
  const started = launchLinger(['start'], {
    LINGER_PORT: '0',
    LINGER_DATA: join(folder, 'data'),
    NODE_OPTIONS: `--import=data:text/javascript,${careless}`,
  });
  const said = () => started.said.out + started.said.err;
  await expect.poll(said, { timeout: 60_000 }).toMatch(/Linger is at http/);
  await expect.poll(said, { timeout: 20_000 }).toMatch(/unexpected error in the background/);
  const address = /Linger is at (\S+)/.exec(started.said.out)?.[1];
  await new Promise((resolve) => setTimeout(resolve, 6000));
  expect((await fetch(`${address}/readyz`)).status).toBe(200);
  expect(said().match(/unexpected error in the background/g)).toHaveLength(1);
  expect(await started.stop('SIGTERM')).toBe(0);
}, 120_000);
