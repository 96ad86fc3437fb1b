import { importsOf, isTest, packagesOf, sourceFiles } from './imports.ts';
import { longComputations, openers } from './plan.ts';

export type Lane = 'fast' | 'slow';

/** All files of tests by their lane. */
export function testLanes(): Readonly<Record<Lane, string[]>> {
  const tests = sourceFiles().filter((file) => /\.test\.tsx?$/.test(file));
  return {
    fast: tests.filter((file) => laneOf(file) === 'fast'),
    slow: tests.filter((file) => laneOf(file) === 'slow'),
  };
}

/** The lane of a test by what it imports, itself or through files made for tests: what opens an engine, a browser or a process is slow. */
export function laneOf(file: string): Lane {
  return longComputations.includes(file) || openerOf(file) ? 'slow' : 'fast';
}

/** What makes a test slow, if anything. */
export function openerOf(test: string): string | undefined {
  const files = new Set([test]);
  for (const file of files) {
    const taken = [...importsOf(file).flatMap(valueNames), ...packagesOf(file).flatMap(valueNames)];
    const packages = packagesOf(file).flatMap(({ name, typeOnly }) => (typeOnly ? [] : [name]));
    const opener = openers.find((one) => taken.includes(one) || packages.includes(one));
    if (opener) return `${file} imports ${opener}`;
    for (const { to, typeOnly } of importsOf(file)) if (!typeOnly && isTest(to)) files.add(to);
  }
  return undefined;
}

function valueNames({ names, typeOnly }: { names: readonly string[]; typeOnly: boolean }): readonly string[] {
  return typeOnly ? [] : names;
}
