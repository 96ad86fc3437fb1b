import { resolve } from 'node:path';
import { type BackupSettings, type PublicAddress, publicAddressOf } from '#app/server';
import { readBackupSettings } from './environment-backups.ts';
import { badSetting } from './faults.ts';

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
  readonly admin: { readonly mail: string; readonly password: string } | undefined;
  readonly clickhouse: string | undefined;
  readonly database: string | undefined;
  readonly log: LogLevel;
  readonly backups: BackupSettings;
}

const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

type Variables = Readonly<Record<string, string | undefined>>;

/** Reads the settings of DESIGN part 5; what makes no sense is a fault that says what would. */
export function readEnvironment(variables: Variables): Environment {
  const given = (name: string) => variables[name]?.trim() || undefined;
  return {
    port: portOf(given('LINGER_PORT')),
    host: given('LINGER_HOST') ?? '127.0.0.1',
    publicAddress: addressOf(given('LINGER_URL')),
    names: namesOf(given('LINGER_HOSTS')),
    data: resolve(given('LINGER_DATA') ?? 'data'),
    admin: adminOf(given('LINGER_ADMIN')),
    clickhouse: given('CLICKHOUSE_URL'),
    database: given('DATABASE_URL'),
    log: logOf(given('LINGER_LOG')),
    backups: readBackupSettings(given),
  };
}

function portOf(given = '7300'): number {
  const port = Number(given);
  if (/^\d+$/.test(given) && port <= 65_535) return port;
  throw badSetting({ name: 'LINGER_PORT', allowed: '0 … 65535', given });
}

function addressOf(given: string | undefined): PublicAddress | undefined {
  if (given === undefined) return undefined;
  const address = publicAddressOf(given);
  if (address) return address;
  const allowed = 'https://linger.example.com, https://example.com/linger …';
  throw badSetting({ name: 'LINGER_URL', allowed, given: given.replace(/\/\/[^/]*@/, '//…@') });
}

function namesOf(given = ''): readonly string[] {
  const names = given.split(/[\s,]+/).filter((name) => name !== '');
  const wrong = names.find((name) => !/^[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)*$/u.test(name));
  // browsers send names of other scripts in their ASCII form
  if (wrong === undefined) return names.map((name) => new URL(`http://${name}`).hostname);
  const allowed = 'linger.example.com,events.example.com …';
  throw badSetting({ name: 'LINGER_HOSTS', allowed, given: wrong.replace(/\/\/[^/]*@/, '//…@') });
}

function adminOf(given: string | undefined): Environment['admin'] {
  if (given === undefined) return undefined;
  const [, mail, password] = /^([^:\s]+@[^:\s]+):(.+)$/.exec(given) ?? [];
  if (mail && password) return { mail: mail.toLowerCase(), password };
  throw badSetting({ name: 'LINGER_ADMIN', allowed: 'mail:password', given: '…' });
}

function logOf(given = 'warn'): LogLevel {
  const level = logLevels.find((known) => known === given);
  if (level) return level;
  throw badSetting({ name: 'LINGER_LOG', allowed: logLevels.join(' | '), given });
}
