import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseEnv } from 'node:util';
import {
  misplacedSetting,
  settingsLine,
  settingsMissing,
  settingsQuotes,
  settingsUnreadable,
  settingTwice,
  unknownSetting,
} from '../faults.ts';
import { isSetting, nearestSetting, type SettingName } from './settings.ts';

/** One setting as a file or the environment has it. */
export interface Told {
  readonly value: string;
  /** The file and line; undefined for the environment. */
  readonly from?: string | undefined;
}

export interface SettingsFile {
  readonly path: string;
  readonly told: ReadonlyMap<SettingName, Told>;
  /** Names that are of somebody else, as systemd may have them in the same file. */
  readonly passedOver: readonly string[];
  /** Whether every user of the machine may read it, or change it. */
  readonly open: boolean;
}

/** The rights of others, and of the group to write. */
const OTHERS = 0o027;
/** Near enough to one of ours to be meant as such. */
const TYPO = 2;
const LINE = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/;

/** Reads the file that `LINGER_CONFIG` names. */
export function readNamedFile(path: string): SettingsFile {
  const file = read(path, ['LINGER_CONFIG']);
  if (!file) throw settingsMissing({ file: path });
  return file;
}

/** Reads the file of a data folder, where there is one. */
export function readFolderFile(path: string): SettingsFile | undefined {
  // a folder that is closed to us is told of when it is opened
  if (!mayEnter(dirname(path))) return undefined;
  return read(path, ['LINGER_CONFIG', 'LINGER_DATA']);
}

/** `NAME=value` a line, as systemd reads it from an EnvironmentFile, too. */
function read(file: string, misplaced: readonly SettingName[]): SettingsFile | undefined {
  const text = textOf(file);
  if (text === undefined) return undefined;
  const told = new Map<SettingName, Told>();
  const passedOver: string[] = [];
  for (const [at, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (/^\s*([#;]|$)/.test(line)) continue;
    const place = { file, line: at + 1 };
    const [, name, raw = ''] = LINE.exec(line) ?? [];
    if (name === undefined) throw settingsLine(place);
    if (!isSetting(name)) {
      const { nearest, away } = nearestSetting(name);
      if (away <= TYPO || /^linger_/i.test(name)) throw unknownSetting({ ...place, name, nearest });
      passedOver.push(name);
      continue;
    }
    if (misplaced.includes(name)) throw misplacedSetting({ ...place, name });
    if (told.has(name)) throw settingTwice({ ...place, name });
    if (!isPlain(raw)) throw settingsQuotes({ ...place, name });
    told.set(name, { value: parseEnv(`${name}=${raw}`)[name] ?? '', from: `${file}:${at + 1}` });
  }
  return { path: file, told, passedOver, open: isOpen(file) };
}

/** Whether all who read such files read the same value: Node, systemd and shells differ on quotes within, on # and on \. */
function isPlain(raw: string): boolean {
  return /^('[^']*'|"[^"\\$`]*"|[^'"#\\$`]*)$/.test(raw);
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    if (reason === 'ENOENT' || reason === 'ENOTDIR') return undefined;
    throw settingsUnreadable({ file, reason }, cause);
  }
}

function mayEnter(folder: string): boolean {
  try {
    accessSync(folder, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isOpen(file: string): boolean {
  return (statSync(file).mode & OTHERS) !== 0;
}
