import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '#lib/core';
import { readEnvironment } from './environment.ts';
import { settingsFound, settingsWarnings } from './settings-found.ts';

const base = mkdtempSync(join(tmpdir(), 'linger-settings-'));
const data = join(base, 'data');
const own = join(data, 'linger.env');
const config = join(base, 'linger.conf');
afterAll(() => rmSync(base, { recursive: true }));
beforeEach(() => {
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data);
});

const write = (path: string, text: string, mode = 0o640) => {
  writeFileSync(path, text);
  chmodSync(path, mode);
};
const faultOf = (variables: Record<string, string>) => {
  try {
    readEnvironment(variables);
  } catch (error) {
    if (error instanceof Fault) return error;
  }
  throw new Error('no fault');
};

describe('settings', () => {
  it('stand in the environment, in the file of LINGER_CONFIG or in the folder, and the first of these that has one is heard', () => {
    write(own, 'LINGER_PORT=1\nLINGER_HOST=10.0.0.1\nLINGER_LOG=error\n');
    write(config, `LINGER_DATA=${data}\nLINGER_PORT=2\nLINGER_HOST=10.0.0.2\n`);
    const read = readEnvironment({ LINGER_CONFIG: config, LINGER_PORT: '3', LINGER_HOST: ' ' });
    expect(read).toMatchObject({ port: 3, host: '10.0.0.2', log: 'error', data });
    expect(read.origins.told).toEqual([
      { name: 'LINGER_CONFIG', shown: config, from: undefined },
      { name: 'LINGER_PORT', shown: '3', from: undefined },
      { name: 'LINGER_DATA', shown: data, from: `${config}:1` },
      { name: 'LINGER_HOST', shown: '10.0.0.2', from: `${config}:3` },
      { name: 'LINGER_LOG', shown: 'error', from: `${own}:3` },
    ]);
  });

  it('are read as systemd and shells read them: quotes, comments, byte order mark and lines of Windows', () => {
    write(
      own,
      '\uFEFF# 注释\r\n; another\r\n\r\n export LINGER_HOST = "10.0.0.9" \r\nLINGER_ADMIN=\'a@b.cn:p#ss w\\rd$\'\r\nLINGER_HOSTS=münchen.de, b.cn\r\nNODE_OPTIONS=--x\r\n',
    );
    const read = readEnvironment({ LINGER_DATA: data });
    expect(read).toMatchObject({
      host: '10.0.0.9',
      admin: { email: 'a@b.cn', password: 'p#ss w\\rd$' },
      names: ['xn--mnchen-3ya.de', 'b.cn'],
    });
    expect(read.origins.passedOver).toEqual(['NODE_OPTIONS']);
  });

  it.each([
    ['LINGER_PORT=7300\nLINGER_PROT=1', 'line 2: unknown setting LINGER_PROT; the nearest is LINGER_PORT'],
    ['DATABASE_UR=x', 'line 1: unknown setting DATABASE_UR; the nearest is DATABASE_URL'],
    ['database_url=x', 'line 1: unknown setting database_url; the nearest is DATABASE_URL'],
    ['\nLINGER_PORT', 'line 2: not NAME=value'],
    ['LINGER_ADMIN: a@b.cn:secret', 'line 1: not NAME=value'],
    ['LINGER_PORT=1\nLINGER_PORT=2', 'line 2: LINGER_PORT stands there twice'],
    ['LINGER_ADMIN=a@b.cn:secret#1', 'line 1: the value of LINGER_ADMIN has a quote, #'],
    ['LINGER_PORT=7300 # the port', 'line 1: the value of LINGER_PORT has a quote, #'],
    ['LINGER_ADMIN="a@b.cn:secret\\n"', 'line 1: the value of LINGER_ADMIN has a quote, #'],
    ['LINGER_ADMIN="a@b.cn:secret', 'line 1: the value of LINGER_ADMIN has a quote, #'],
    ['LINGER_DATA=/srv', 'line 1: LINGER_DATA cannot stand in this file'],
    ['LINGER_CONFIG=/srv', 'line 1: LINGER_CONFIG cannot stand in this file'],
  ])('that cannot be right are refused with file and line: %j', (text, said) => {
    write(own, text);
    const fault = faultOf({ LINGER_DATA: data });
    expect(fault.say('en')).toContain(`${own}, ${said}`);
    expect(fault.say('zh')).toContain(`${own} 第`);
    expect(fault.say('en') + fault.say('zh')).not.toContain('secret');
  });

  it('name the place of a value that makes no sense, and never a secret', () => {
    write(own, 'LINGER_PORT=eighty\n');
    expect(faultOf({ LINGER_DATA: data }).say('en')).toBe(
      `LINGER_PORT (${own}:1) must be 0 … 65535; given: eighty`,
    );
    write(own, 'LINGER_ADMIN=secret\n');
    expect(faultOf({ LINGER_DATA: data }).say('en')).not.toContain('secret');
  });

  it('are not passed over in silence where LINGER_CONFIG names no file, or one that is closed', () => {
    const missing = join(base, 'missing');
    expect(faultOf({ LINGER_CONFIG: missing }).say('en')).toBe(
      `LINGER_CONFIG names ${missing}, which is not there`,
    );
    expect(faultOf({ LINGER_CONFIG: base }).code).toBe('command.settings-unreadable');
    write(config, 'LINGER_CONFIG=/x');
    expect(faultOf({ LINGER_CONFIG: config }).code).toBe('command.misplaced-setting');
  });

  it('are shown without secrets, with a warning of a file that others may read and of names that do nothing', () => {
    write(own, 'DATABASE_URL=postgres://me:secret@db:5432/linger\nLINGER_ADMIN=a@b.cn:secret\n', 0o644);
    const { origins } = readEnvironment({ LINGER_DATA: data, LINGER_PROT: '1' });
    const { state, found, mend } = settingsFound(origins);
    expect(state).toBe('warning');
    expect(found.en).toContain(`DATABASE_URL=postgres://…@db:5432/linger (${own}:1)`);
    expect(found.zh).toContain('LINGER_ADMIN=…');
    expect(found.zh).toContain(`LINGER_DATA=${data} (环境变量)`);
    expect(found.en + found.zh + mend?.en + mend?.zh).not.toContain('secret');
    expect(settingsWarnings(origins).map(({ en }) => en)).toEqual([
      `${own} holds a password and others may read or change it; run chmod 640 ${own}`,
      'LINGER_PROT is no setting and does nothing; the nearest is LINGER_PORT',
    ]);
    chmodSync(own, 0o640);
    expect(settingsWarnings(readEnvironment({ LINGER_DATA: data }).origins)).toEqual([]);
  });
});
