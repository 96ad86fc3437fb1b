import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Fault, type Words, withoutSecrets } from '#lib/core';
import { Bucket, faultWithin } from '#lib/store';
import { writeBackup } from '../back-up.ts';
import type { Product } from '../product.ts';
import { keepNewest, nightlyAmong, nightlyName, prepareFolder } from './kept-files.ts';
import { noteDaily, noteFailed, noteNoFailure } from './last-backup.ts';
import { type BackupSettings, backupFolder } from './settings.ts';

/** Nobody waits for one, and what fails it, such as a full disk, takes a while to be mended. */
const AGAIN_AFTER_MS = 600_000;

export interface BackupLog {
  info(about: object, message: string): void;
  error(about: object, message: string): void;
}

/** Makes a backup every day at the time that is set, and none where none is. */
export async function backUpDaily(product: Product, settings: BackupSettings, log: BackupLog): Promise<void> {
  const { jobs, data, clock } = product;
  const { at } = settings;
  await noteDaily(data, at && clock.now().toISOString());
  await jobs.register({
    name: 'backup',
    words: { zh: '每日备份', en: 'Daily backup' },
    weight: 'light',
    again: 'joins',
    retryAfterMs: AGAIN_AFTER_MS,
    ...(at && {
      schedule: { every: 'day', at: `${two(at.hour)}:${two(at.minute)}`, zone: at.zone, missed: 'run' },
    }),
    run: async ({ log: tell }) => {
      const { file, bytes } = await backUpNow(product, settings, log);
      const size = `${(bytes / 2 ** 20).toFixed(1)} MiB`;
      tell({ zh: `${basename(file)}，${size}`, en: `${basename(file)}, ${size}` });
    },
  });
}

const two = (number: number) => String(number).padStart(2, '0');

/** Makes one, sends it to the bucket, and removes the oldest of both. What went wrong is in the log and told by `doctor`. */
export async function backUpNow(product: Product, settings: BackupSettings, log: BackupLog) {
  const { data, clock } = product;
  const moment = clock.now();
  try {
    const folder = backupFolder(data, settings);
    await prepareFolder(folder);
    const file = join(folder, nightlyName(moment));
    const { bytes } = await writeBackup(product, file, true);
    await keepNewest(folder, nightlyAmong(await readdir(folder)), settings.keep);
    if (settings.bucket) await sendAway(new Bucket(settings.bucket), file, settings.keep);
    await noteNoFailure(data);
    log.info({ file, bytes }, 'backup made');
    return { file, bytes };
  } catch (error) {
    const why = wordsOf(error);
    await noteFailed(data, moment.toISOString(), why);
    log.error({ err: error }, `no backup was made: ${why.en}`);
    throw error;
  }
}

async function sendAway(bucket: Bucket, file: string, keep: number): Promise<void> {
  await bucket.upload(basename(file), file);
  const there = nightlyAmong(await bucket.list());
  for (const name of there.slice(0, Math.max(0, there.length - keep))) await bucket.remove(name);
}

function wordsOf(error: unknown): Words {
  const fault = error instanceof Fault ? error : faultWithin(error);
  if (fault) return { zh: fault.say('zh'), en: fault.say('en') };
  const text = withoutSecrets(error instanceof Error ? error.message : String(error));
  return { zh: text, en: text };
}
