import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault, Words } from '#lib/core';
import {
  databaseUnreachable,
  engineSilent,
  faultWithin,
  openDatabase,
  openWarehouse,
  warehouseUnreachable,
} from '#lib/store';
import type { ProductOptions } from './open-stores.ts';

export interface Waiting {
  /** Ends the waiting. */
  readonly signal: AbortSignal;
  /** Hears once a minute of each store what is waited for. */
  tell(words: Words): void;
}

const PAUSE_MS = 1000;
const TELL_MS = 60_000;

const AWAY: ReadonlySet<string | undefined> = new Set([
  warehouseUnreachable.code,
  databaseUnreachable.code,
  engineSilent.code,
]);

/**
 * Opens what stands on servers of one's own, however long these are away; undefined when the signal ended the waiting. What will
 * not mend by itself, such as a wrong password, is thrown at once.
 */
export async function awaitStores<T>(
  servers: Pick<ProductOptions, 'databaseUrl' | 'warehouseUrl'>,
  open: () => Promise<T>,
  { signal, tell }: Waiting,
): Promise<T | undefined> {
  while (!signal.aborted) {
    try {
      return await open();
    } catch (error) {
      const isOfServer = servers.databaseUrl !== undefined || servers.warehouseUrl !== undefined;
      if (!isOfServer || !awayOf(error)) throw error;
    }
    await sleep(PAUSE_MS, undefined, { signal }).catch(() => undefined);
    await untilAnswered(servers, { signal, tell });
  }
  return undefined;
}

/** Resolves when all servers can be worked with, or the signal fires. */
async function untilAnswered(
  { databaseUrl, warehouseUrl }: Pick<ProductOptions, 'databaseUrl' | 'warehouseUrl'>,
  { signal, tell }: Waiting,
): Promise<void> {
  const over = new AbortController();
  const waiting = { signal: AbortSignal.any([signal, over.signal]), tell };
  const all = Promise.all([
    answers('PostgreSQL', databaseUrl, (url) => openDatabase({ dataDir: '', url }), waiting),
    answers('ClickHouse', warehouseUrl, (url) => openWarehouse({ dataDir: '', url }), waiting),
  ]);
  try {
    await Promise.race([all, aborted(signal)]);
  } finally {
    over.abort();
  }
}

/** Resolves when a server can be worked with. It is asked without holding anything of the folder. */
async function answers(
  name: string,
  url: string | undefined,
  open: (url: string) => Promise<{ close(): Promise<void> }>,
  { signal, tell }: Waiting,
): Promise<void> {
  if (url === undefined) return;
  const since = new Date();
  let told = Number.NEGATIVE_INFINITY;
  while (!signal.aborted) {
    try {
      await (await open(url)).close();
      if (told !== Number.NEGATIVE_INFINITY) tell(answered(name, since));
      return;
    } catch (error) {
      const away = awayOf(error);
      if (!away) throw error;
      if (performance.now() - told >= TELL_MS && !signal.aborted) {
        told = performance.now();
        tell(waitedFor(away, since));
      }
    }
    await sleep(PAUSE_MS, undefined, { signal }).catch(() => undefined);
  }
}

function awayOf(error: unknown): Fault | undefined {
  const fault = faultWithin(error);
  return AWAY.has(fault?.code) ? fault : undefined;
}

const moment = (date: Date) => `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;

const waitedFor = (fault: Fault, since: Date): Words => ({
  en: `waiting since ${moment(since)}: ${fault.say('en')}`,
  zh: `从 ${moment(since)} 起等待：${fault.say('zh')}`,
});

const answered = (name: string, since: Date): Words => {
  const seconds = Math.round((Date.now() - since.getTime()) / 1000);
  return {
    en: `${name} answers after ${seconds} s; starting …`,
    zh: `等待 ${seconds} 秒后 ${name} 已有响应，正在启动…`,
  };
};

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
