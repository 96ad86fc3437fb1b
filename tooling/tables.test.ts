import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrations } from '../app/product/migrations.ts';
import { tables } from '../app/product/tables.ts';
import { root, sourceFiles } from './imports.ts';

/** Files that may name a table of the event store in SQL, and why. Everything else reads through a scope. */
const mayRead: Readonly<Record<string, string>> = {
  'loop/access/scope/scope-reader.ts': 'the scope itself',
  'loop/access/scope/scope-people.ts': 'the scope itself: who was merged into whom',
  'loop/access/scope/scopes.ts': 'looks whether anything changed, for all viewers at once',
  'loop/access/sources.ts':
    'what each source sent; a projection is found by the words of the statement alone',
  'loop/collect/receive/intake.ts': 'reads back the ids it took in last, to know a repetition',
  'loop/collect/receive/own-events.ts': 'writes: looks which of them are written',
  'loop/collect/journal/events-in-doubt.ts': 'writes: looks what a stopped attempt wrote',
  'loop/collect/journal/rejects-in-doubt.ts': 'writes: looks what a stopped attempt wrote',
  'loop/collect/imports/runs/traits-of-written.ts': 'writes an import: looks what a stopped attempt wrote',
  'loop/collect/identity/identity.ts': 'writes who is who',
  'loop/collect/identity/links.ts': 'writes who is who',
  'loop/collect/identity/roots.ts': 'writes who is who',
  'loop/catalogue/materialized/choose-properties.ts':
    'chooses which properties get columns, over all projects',
  'loop/collect/imports/runs/fold.ts': 'writes an import',
  'loop/collect/imports/runs/remove-import.ts': 'takes an import back',
  'loop/collect/imports/runs/runner.ts': 'writes an import',
  'loop/collect/imports/runs/stage.ts': 'writes an import',
  'loop/collect/imports/runs/write-part.ts': 'writes an import',
  'loop/ask/segments/changes.ts': 'writes who is in a segment',
  'loop/ask/segments/members.ts': 'writes who is in a segment',
};

const names = [...tables.map(({ name }) => name), 'merges', 'first_times', 'people'];
const isTest = (file: string) =>
  /\.(test|bench)\.tsx?$|\/(testing|resilience)\/|\/testing[\w-]*\.ts$/.test(file);
const isMigration = (file: string) => /migrations(\/\w+)?\.ts$/.test(file);
const table = `(?:${names.join('|')})`;
/** A table by its name, quoted by a fragment, or one whose name is only known when it is asked. SQL alone is in capitals. */
const reads = [
  new RegExp(`\\b(?:FROM|JOIN|IN)\\s+\\(?\\s*\`?${table}\\b(?!['.:])`),
  new RegExp(`sql\\.name\\(['"]${table}(?:_local)?['"]`),
  /\b(?:FROM|JOIN)\s+\$\{\s*sql\.name\(/,
];
const files = sourceFiles().filter(
  (file) => /^(loop|app)\//.test(file) && !isTest(file) && !isMigration(file),
);

function readsTables(file: string): boolean {
  const text = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  return reads.some((pattern) => pattern.test(text));
}

const found = files.filter(readsTables);

describe('the tables of the event store', () => {
  it('are read through a scope, but by what writes them', () => {
    expect(found.filter((file) => !(file in mayRead))).toEqual([]);
  });

  it('are read by every file that is excused', () => {
    expect(Object.keys(mayRead).filter((file) => !found.includes(file))).toEqual([]);
  });

  it('are named by a module as soon as a migration makes them', () => {
    const statements = migrations.flatMap(({ warehouse }) => warehouse?.(undefined) ?? []);
    const made = statements.flatMap((text) => /^CREATE TABLE IF NOT EXISTS `?(\w+)/.exec(text)?.[1] ?? []);
    const dropped = statements.flatMap((text) => /^DROP TABLE IF EXISTS `?(\w+)/.exec(text)?.[1] ?? []);
    const standing = made.filter((name) => !dropped.includes(name));
    expect([...new Set(standing)].sort()).toEqual(tables.map(({ name }) => name).sort());
  });
});
