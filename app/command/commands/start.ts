import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { awaitStores } from '#app/product';
import { serve } from '#app/server';
import { command } from '../command.ts';
import { removeControl, writeControl } from '../control-file.ts';
import { mustStop } from '../faults.ts';
import type { Environment } from '../settings/environment.ts';
import { settingsWarnings } from '../settings/settings-found.ts';
import { tellHeld } from '../tell-held.ts';
import { tellMigrated } from '../tell-migrated.ts';
import type { Terminal } from '../terminal.ts';
import { endSoon, untilStopped } from '../until-stopped.ts';
import { findServer } from '../with-product.ts';

/** Serves pages, API and collecting until told to stop. */
export const start = command({
  name: 'start',
  summary: { en: 'serve Linger until Ctrl-C', zh: '启动 Linger，按 Ctrl-C 停止' },
  options: {},
  examples: ['linger start', 'LINGER_PORT=8080 LINGER_DATA=/srv/linger linger start'],
  async run({ environment, terminal }) {
    const { data } = environment;
    const other = await findServer(data);
    if (other) throw mustStop({ data, pid: other.pid });
    for (const warning of settingsWarnings(environment.origins)) terminal.note(warning);
    terminal.note({ en: 'starting …', zh: '正在启动…' });
    const stop = new AbortController();
    const stopped = untilStopped(() => {
      terminal.note({ en: 'stopping …', zh: '正在停止…' });
      stop.abort();
    });
    const served = await awaitStores(
      environment,
      () =>
        serve({
          ...environment,
          webDir: webDir(),
          tell: (words) => terminal.note(words),
          onHeld: tellHeld(terminal),
        }),
      {
        signal: stop.signal,
        tell: (words) => terminal.log(words),
      },
    );
    // a connection that is still being tried would hold the process
    if (!served) process.exit(0);
    writeControl(data, { address: served.address, token: served.controlToken, pid: process.pid });
    try {
      announce(served, environment, terminal);
      const taken = await Promise.race([stopped, served.lost]);
      if (!taken) return await served.close();
      await Promise.race([served.close().catch(() => undefined), sleep(ABANDON_MS)]);
      endSoon();
      throw taken;
    } finally {
      removeControl(data);
    }
  },
});

/** How long parts may take to end that wait for stores which are another's now. */
const ABANDON_MS = 2000;

type Served = Awaited<ReturnType<typeof serve>>;

function announce(
  { address: listening, firstToken, migrated, warnings }: Served,
  { data, publicAddress }: Environment,
  terminal: Terminal,
): void {
  const address = publicAddress?.href ?? listening;
  const link = firstToken && `${address}/welcome#${firstToken}`;
  tellMigrated(migrated, terminal);
  for (const warning of warnings) terminal.note(warning);
  terminal.answer(
    { address, link: link ?? null, data, pid: process.pid },
    {
      en: [
        `Linger is at ${address}`,
        ...(link ? [`create the first account (this link works once): ${link}`] : []),
        `everything is kept in ${data}`,
      ].join('\n'),
      zh: [
        `Linger 已启动：${address}`,
        ...(link ? [`用这个一次性链接创建首个账号：${link}`] : []),
        `数据保存在 ${data}`,
      ].join('\n'),
    },
  );
}

/** The build puts the pages beside the program. */
function webDir(): string {
  return join(dirname(fileURLToPath(import.meta.url)), 'web');
}
