import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './imports.ts';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly optional?: boolean;
}

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Readonly<Record<string, Locked>>;
};
const fetched = Object.entries(packages).filter(([path, { link }]) => path !== '' && !link);

/** The registry this lock file was made with had no such package to take the hash from; npm leaves out what it cannot fetch. */
const withoutHash = ['darwin-arm64', 'darwin-x64', 'linux-arm64-gnu'].map(
  (platform) => `node_modules/@chdb/lib-${platform}`,
);

describe('the lock file', () => {
  it('holds a hash of every package, so that nobody can put another in its place', () => {
    const parts = fetched.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==/.test(integrity ?? ''));
    expect(parts.map(([path]) => path)).toEqual(withoutHash);
    expect(parts.every(([, { optional }]) => optional)).toBe(true);
  });

  it('names no place to fetch from but the registry that npm is set to', () => {
    const elsewhere = fetched.filter(
      ([, { resolved, version }]) =>
        version === undefined ||
        /[:/]/.test(version) ||
        (resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/')),
    );
    expect(elsewhere.map(([path]) => path)).toEqual([]);
  });
});
