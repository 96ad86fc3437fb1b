import { resolve } from 'node:path';
import { type BackupSettings, usualBackups } from '#app/product';
import { badSetting } from '../faults.ts';
import type { SettingName } from './settings.ts';

type Given = (name: SettingName) => string | undefined;

/** Reads the settings of backups that are made by themselves. */
export function readBackupSettings(given: Given): BackupSettings {
  const folder = given('LINGER_BACKUP_FOLDER');
  return {
    folder: folder && resolve(folder),
    at: atOf(given('LINGER_BACKUP_AT')),
    keep: keepOf(given('LINGER_BACKUP_KEEP')),
    bucket: bucketOf(given),
    beforeMigration: switchOf('LINGER_BACKUP_BEFORE_MIGRATION', given('LINGER_BACKUP_BEFORE_MIGRATION')),
  };
}

/** A time of day, in the time zone of the machine unless one is named behind it. */
function atOf(given: string | undefined): BackupSettings['at'] {
  if (given === undefined) return undefined;
  const [, hour, minute, zone = ownZone()] = /^(\d{1,2}):(\d{2})(?:\s+(\S+))?$/.exec(given) ?? [];
  if (hour !== undefined && Number(hour) < 24 && Number(minute) < 60 && isZone(zone))
    return { hour: Number(hour), minute: Number(minute), zone };
  throw badSetting({
    name: 'LINGER_BACKUP_AT',
    allowed: '00:00 … 23:59, 03:30 Asia/Shanghai …',
    given,
  });
}

const ownZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}

function keepOf(given: string | undefined): number {
  if (given === undefined) return usualBackups.keep;
  if (/^\d{1,4}$/.test(given) && Number(given) > 0) return Number(given);
  throw badSetting({ name: 'LINGER_BACKUP_KEEP', allowed: '1 … 9999', given });
}

function switchOf(name: string, given: string | undefined): boolean {
  if (given === undefined || given === 'on') return true;
  if (given === 'off') return false;
  throw badSetting({ name, allowed: 'on | off', given });
}

function bucketOf(given: Given): BackupSettings['bucket'] {
  const address = given('LINGER_BACKUP_S3');
  if (address === undefined) return undefined;
  const [, bucket, path = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(\S*))?$/.exec(address) ?? [];
  if (bucket === undefined)
    throw badSetting({ name: 'LINGER_BACKUP_S3', allowed: 's3://bucket/prefix', given: address });
  const prefix = path.replace(/^\/+|\/+$/g, '');
  return {
    bucket,
    prefix: prefix && `${prefix}/`,
    endpoint: endpointOf(given('LINGER_BACKUP_S3_ENDPOINT')),
    region: given('LINGER_BACKUP_S3_REGION') ?? 'us-east-1',
    keyId: needed(given, 'LINGER_BACKUP_S3_KEY_ID'),
    secret: needed(given, 'LINGER_BACKUP_S3_SECRET'),
  };
}

function endpointOf(given: string | undefined): string | undefined {
  if (given === undefined || (/^https?:\/\/[^/?#@]+\/?$/.test(given) && URL.canParse(given))) return given;
  const shown = given.replace(/\/\/[^/]*@/, '//…@');
  throw badSetting({ name: 'LINGER_BACKUP_S3_ENDPOINT', allowed: 'https://s3.example.com', given: shown });
}

function needed(given: Given, name: SettingName): string {
  const value = given(name);
  if (value !== undefined) return value;
  throw badSetting({ name, allowed: 'set beside LINGER_BACKUP_S3', given: '' });
}
