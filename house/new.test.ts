import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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
  cpSync(join(house, 'loop/ask'), join(root, 'loop/ask'), { recursive: true });
  for (const beside of ['condition', 'access', 'collect', 'know'])
    symlinkSync(join(house, 'loop', beside), join(root, 'loop', beside));
  for (const beside of ['lib', 'app', 'demo', 'node_modules', 'package.json', 'biome.json'])
    symlinkSync(join(house, beside), join(root, beside));
  const run = (program: string, ...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(join(house, 'node_modules/.bin', program), args, {
      cwd: root,
      encoding: 'utf8',
    });
    return { status, said: status === 0 ? '' : stdout + stderr };
  };

  it('lays every part of a plug-in and puts one line on the list', () => {
    layPlugin(root, 'analysis', 'return-gap');
    const wanted = parts.map((part) => part.replace('{name}', 'return-gap')).sort();
    expect(readdirSync(join(root, folder, 'return-gap')).sort()).toEqual(wanted);
    const listed = readFileSync(join(root, list), 'utf8');
    expect(listed).toContain("import { returnGap } from './return-gap/return-gap.ts';\n");
    expect(listed).toMatch(/export const analyses = \{ .*, 'return-gap': returnGap \};/);
  });

  it('lays what the compiler and the linter accept, and holds it to the contract of its shelf', () => {
    const extended = { extends: join(house, 'tsconfig.json'), include: [`${folder}/**/*`] };
    writeFileSync(join(root, 'tsconfig.json'), JSON.stringify(extended));
    expect(run('tsc', '--noEmit', '-p', root)).toEqual({ status: 0, said: '' });
    expect(run('biome', 'lint', join(root, folder))).toEqual({ status: 0, said: '' });
    expect(readFileSync(join(root, folder, 'contract.test.ts'), 'utf8')).toContain("\n  'return-gap': [{");
  }, 120_000);

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
