import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root as product } from './imports.ts';
import { layPlugin } from './new.mjs';
import { registries } from './plan.ts';

const root = mkdtempSync(join(tmpdir(), 'linger-new-'));
afterAll(() => rmSync(root, { recursive: true }));
for (const own of ['loop/ask', 'lib/ui']) cpSync(join(product, own), join(root, own), { recursive: true });
for (const beside of readdirSync(join(product, 'loop')).filter((name) => name !== 'ask'))
  symlinkSync(join(product, 'loop', beside), join(root, 'loop', beside));
for (const beside of readdirSync(join(product, 'lib')).filter((name) => name !== 'ui'))
  symlinkSync(join(product, 'lib', beside), join(root, 'lib', beside));
for (const beside of ['app', 'demo', 'tooling', 'dist', 'node_modules', 'package.json', 'biome.json'])
  symlinkSync(join(product, beside), join(root, beside));
// one of its own: the lanes of the repository are lists of its files
writeFileSync(
  join(root, 'vitest.config.ts'),
  "export default { test: { globalSetup: ['tooling/vitest-setup.ts'], testTimeout: 120_000, hookTimeout: 60_000 } };\n",
);

const run = (program: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(join(product, 'node_modules/.bin', program), args, {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, said: status === 0 ? '' : stdout + stderr, stdout };
};

/** Every file of a folder with what stands in it. */
function filesIn(folder: string): Map<string, string> {
  const names = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  return new Map(
    names
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name).slice(root.length + 1);
        return [path, readFileSync(join(root, path), 'utf8')];
      }),
  );
}

describe.each(Object.entries(registries))('npm run new %s', (registry, { folder, list, parts }) => {
  it('makes one folder with every part of a plug-in, and adds to the list', () => {
    const before = new Map([...filesIn('loop/ask'), ...filesIn('lib/ui')]);
    layPlugin(root, registry, 'return-gap');
    const after = new Map([...filesIn('loop/ask'), ...filesIn('lib/ui')]);
    const touched = [...after].filter(([path, text]) => before.get(path) !== text).map(([path]) => path);
    const own = parts.map((part) => `${folder}/return-gap/${part.replace('{name}', 'return-gap')}`);
    expect(touched.sort()).toEqual([...own, list].sort());
    expect(after.get(list)).toMatch(/\{[^}]*'return-gap': returnGap[^}]*\}/);
  });

  it('leaves no hole of its template unfilled', () => {
    for (const [path, text] of filesIn(`${folder}/return-gap`))
      expect([path, text.match(/\{(name|camel|Name|words|Words)\}/)]).toEqual([path, null]);
  });

  it('lays what the compiler and the linter accept', () => {
    const extended = { extends: join(product, 'tsconfig.json'), include: [`${folder}/**/*`] };
    writeFileSync(join(root, 'tsconfig.json'), JSON.stringify(extended));
    expect(run('tsc', '--noEmit', '-p', root)).toMatchObject({ status: 0, said: '' });
    expect(run('biome', 'lint', join(root, folder))).toMatchObject({ status: 0, said: '' });
  }, 120_000);

  it('refuses what is there already and a bad name', () => {
    expect(() => layPlugin(root, registry, 'return-gap')).toThrow('is there already');
    expect(() => layPlugin(root, registry, '../evil')).toThrow('not a name');
  });
});

describe('a plug-in that was laid', () => {
  it('is an analysis that the contract test asks of the real engine, without another line', () => {
    const asked = run(
      'vitest',
      'run',
      'loop/ask/analyses',
      '-t',
      'return-gap',
      '--root',
      root,
      '--reporter=json',
    );
    expect(asked).toMatchObject({ status: 0, said: '' });
    const { numPassedTests } = JSON.parse(asked.stdout) as { numPassedTests: number };
    expect(numPassedTests).toBeGreaterThanOrEqual(5);
  }, 180_000);

  it('is of a kind that there is', () => {
    expect(() => layPlugin(root, 'constructor', 'x')).toThrow('unknown registry');
  });
});
