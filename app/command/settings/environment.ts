import { join, resolve } from 'node:path';
import type { BackupSettings } from '#app/product';
import { type PublicAddress, publicAddressOf } from '#app/server';
import { withoutSecrets } from '#lib/core';
import { badSetting } from '../faults.ts';
import { readBackupSettings } from './environment-backups.ts';
import { isSetting, nearestSetting, type SettingName, settings } from './settings.ts';
import { readFolderFile, readNamedFile, type SettingsFile, type Told } from './settings-file.ts';

/** What the process was told from outside. */
export interface Environment {
  readonly port: number;
  readonly host: string;
  /** Where people reach it, when that is not where it listens. */
  readonly publicAddress: PublicAddress | undefined;
  /** More names it is reached under. */
  readonly names: readonly string[];
  /** The folder everything lies in. */
  readonly data: string;
  readonly admin: { readonly email: string; readonly password: string } | undefined;
  readonly warehouseUrl: string | undefined;
  readonly databaseUrl: string | undefined;
  readonly log: LogLevel;
  readonly backups: BackupSettings;
  readonly origins: Origins;
}

const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

type Variables = Readonly<Record<string, string | undefined>>;

/** Where the settings are that the process was given, and what is to be said of that. */
export interface Origins {
  /** Each setting as it may be seen, with its file and line; those of the environment have none. */
  readonly told: readonly {
    readonly name: string;
    readonly shown: string;
    readonly from?: string | undefined;
  }[];
  /** Files with a password that other users may read or change. */
  readonly open: readonly string[];
  /** Names in files that are no settings of ours. */
  readonly passedOver: readonly string[];
  /** Names of the environment that look like settings of ours, each with the one that is most likely meant. */
  readonly unknown: readonly { readonly name: string; readonly nearest: string }[];
}

/** Reads all settings; the environment comes before the file that `LINGER_CONFIG` names, and that before the folder's own. */
export function readEnvironment(variables: Variables): Environment {
  const told = new Map<SettingName, Told>();
  for (const [name, value] of Object.entries(variables))
    if (isSetting(name) && value?.trim()) told.set(name, { value });
  const add = (file: SettingsFile | undefined) => {
    for (const [name, one] of file?.told ?? []) if (!told.has(name) && one.value.trim()) told.set(name, one);
    return file ? [file] : [];
  };
  const named = told.get('LINGER_CONFIG');
  const first = named ? add(readNamedFile(resolve(named.value.trim()))) : [];
  const data = resolve(told.get('LINGER_DATA')?.value.trim() ?? 'data');
  const files = [...first, ...add(readFolderFile(join(data, 'linger.env')))];
  const given = (name: SettingName) => told.get(name)?.value.trim();
  const placed = (name: SettingName) => {
    const from = told.get(name)?.from;
    return from ? `${name} (${from})` : name;
  };
  const asked = <T>(name: SettingName, read: (given: string | undefined, name: string) => T) =>
    read(given(name), placed(name));
  return {
    port: asked('LINGER_PORT', portOf),
    host: given('LINGER_HOST') ?? '127.0.0.1',
    publicAddress: asked('LINGER_URL', addressOf),
    names: asked('LINGER_HOSTS', namesOf),
    data,
    admin: asked('LINGER_ADMIN', adminOf),
    warehouseUrl: given('CLICKHOUSE_URL'),
    databaseUrl: given('DATABASE_URL'),
    log: asked('LINGER_LOG', logOf),
    backups: readBackupSettings(given),
    origins: originsOf(told, files, variables),
  };
}

function originsOf(
  told: ReadonlyMap<SettingName, Told>,
  files: readonly SettingsFile[],
  variables: Variables,
): Origins {
  const shownOf = (name: SettingName, value: string) => {
    return 'secret' in settings[name] ? '…' : withoutSecrets(value.trim());
  };
  const isHidden = (name: SettingName, value: string) => shownOf(name, value) !== value.trim();
  return {
    told: [...told].map(([name, { value, from }]) => ({ name, shown: shownOf(name, value), from })),
    open: files
      .filter(({ open, told: own }) => open && [...own].some(([name, { value }]) => isHidden(name, value)))
      .map(({ path }) => path),
    passedOver: files.flatMap(({ passedOver }) => passedOver),
    unknown: Object.keys(variables)
      .filter((name) => /^linger_/i.test(name) && !isSetting(name))
      .map((name) => ({ name, nearest: nearestSetting(name).nearest })),
  };
}

function portOf(given = '7300', name: string): number {
  const port = Number(given);
  if (/^\d+$/.test(given) && port <= 65_535) return port;
  throw badSetting({ name, allowed: '0 … 65535', given });
}

function addressOf(given: string | undefined, name: string): PublicAddress | undefined {
  if (given === undefined) return undefined;
  const address = publicAddressOf(given);
  if (address) return address;
  const allowed = 'https://linger.example.com, https://example.com/linger …';
  throw badSetting({ name, allowed, given: given.replace(/\/\/[^/]*@/, '//…@') });
}

function namesOf(given = '', name: string): readonly string[] {
  const names = given.split(/[\s,]+/).filter((one) => one !== '');
  const wrong = names.find((one) => !/^[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)*$/u.test(one));
  // browsers send names of other scripts in their ASCII form
  if (wrong === undefined) return names.map((one) => new URL(`http://${one}`).hostname);
  const allowed = 'linger.example.com,events.example.com …';
  throw badSetting({ name, allowed, given: wrong.replace(/\/\/[^/]*@/, '//…@') });
}

function adminOf(given: string | undefined, name: string): Environment['admin'] {
  if (given === undefined) return undefined;
  const [, email, password] = /^([^:：\s]+@[^:：\s]+)[:：](.+)$/.exec(given) ?? [];
  if (email && password) return { email: email.toLowerCase(), password };
  throw badSetting({ name, allowed: 'email:password', given: '…' });
}

function logOf(given = 'warn', name: string): LogLevel {
  const level = logLevels.find((known) => known === given);
  if (level) return level;
  throw badSetting({ name, allowed: logLevels.join(' | '), given });
}
