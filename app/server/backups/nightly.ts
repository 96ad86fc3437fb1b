import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Fault, type Words, withoutSecrets } from '#lib/core';
import { Bucket, faultWithin } from '#lib/store';
import type { House } from '../house.ts';
import { keepSafe } from '../safe-keeping.ts';
import { keepNewest, nightlyAmong, nightlyName, prepareFolder } from './kept-files.ts';
import { noteDaily, noteFailed, noteNoFailure } from './last-backup.ts';
import { type BackupSettings, backupFolder } from './settings.ts';

const JOB = 'backup';
/** Longer than any backup takes; a job that is older belonged to a program that died. */
const HOURS = 12;
const AGAIN_AFTER_SECONDS = 600;

export interface BackupLog {
  info(about: object, message: string): void;
  error(about: object, message: string): void;
}

/** Makes a backup every day at the time that is set, and none where none is. */
export async function backUpDaily(house: House, settings: BackupSettings, log: BackupLog): Promise<void> {
  const { jobs, data, clock } = house;
  await noteDaily(data, settings.at && clock.now().toISOString());
  if (!settings.at) return jobs.unschedule(JOB);
  await jobs.work(JOB, () => backUpNow(house, settings, log));
  const { hour, minute, zone } = settings.at;
  await jobs.schedule(JOB, `${minute} ${hour} * * *`, {
    zone,
    hours: HOURS,
    again: AGAIN_AFTER_SECONDS,
  });
}

/** Makes one, sends it to the bucket, and removes the oldest of both. What went wrong is in the log and told by `doctor`. */
export async function backUpNow(house: House, settings: BackupSettings, log: BackupLog): Promise<void> {
  const { data, clock } = house;
  const moment = clock.now();
  try {
    const folder = backupFolder(data, settings);
    await prepareFolder(folder);
    const file = join(folder, nightlyName(moment));
    const { bytes } = await keepSafe(house, file, true);
    await keepNewest(folder, nightlyAmong(await readdir(folder)), settings.keep);
    if (settings.bucket) await sendAway(new Bucket(settings.bucket), file, settings.keep);
    await noteNoFailure(data);
    log.info({ file, bytes }, 'backup made');
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
