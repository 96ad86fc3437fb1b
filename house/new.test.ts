import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root as house } from './imports.ts';
import { layPlugin } from './new.mjs';
import { shelves } from './plan.ts';

describe('npm run new', () => {
  const root = mkdtempSync(join(tmpdir(), 'linger-new-'));
  afterAll(() => rmSync(root, { recursive: true }));
  const { folder, list, parts } = shelves.analysis!;
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, list), readFileSync(join(house, list)));

  it('lays every part of a plug-in and puts one line on the list', () => {
    layPlugin(root, 'analysis', 'return-gap');
    const wanted = parts.map((part) => part.replace('{name}', 'return-gap')).sort();
    expect(readdirSync(join(root, folder, 'return-gap')).sort()).toEqual(wanted);
    const listed = readFileSync(join(root, list), 'utf8');
    expect(listed).toContain("import { returnGap } from './return-gap/return-gap.ts';\n");
    expect(listed).toMatch(/export const analyses = \{ .*, 'return-gap': returnGap \};/);
  });

  it('leaves no hole of its template unfilled', () => {
    for (const file of readdirSync(join(root, folder, 'return-gap'))) {
      expect(readFileSync(join(root, folder, 'return-gap', file), 'utf8')).not.toMatch(
        /\{(name|camel|Name|words|Words)\}/,
      );
    }
  });

  it('refuses what is there already, a bad name and an unknown shelf', () => {
    expect(() => layPlugin(root, 'analysis', 'return-gap')).toThrow('is there already');
    expect(() => layPlugin(root, 'analysis', '../evil')).toThrow('not a name');
    expect(() => layPlugin(root, 'constructor', 'x')).toThrow('unknown shelf');
  });
});
