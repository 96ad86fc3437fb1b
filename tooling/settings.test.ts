import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root, sourceFiles } from './imports.ts';

/** Who may look at the environment: the entry point of the terminal, and who starts a process with a part of it. */
const readers = [
  'app/command/main.ts',
  'lib/store/engine/supervisor.ts',
  'loop/collect/imports/files/workbook/unfold-apart.ts',
];

it('settings are read in one place', () => {
  const isProduct = (file: string) => !/\.test\.tsx?$|testing|peer-cases|\/resilience\//.test(file);
  const reading = sourceFiles(['lib', 'loop', 'app', 'demo'])
    .filter(isProduct)
    .filter((file) => readFileSync(join(root, file), 'utf8').includes('process.env'));
  expect(reading).toEqual(readers);
});
