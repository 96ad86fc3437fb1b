import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isTest, root, sourceFiles } from './imports.ts';
import { laneOf, openerOf, testLanes } from './lanes.ts';
import { longComputations } from './plan.ts';

describe('the lanes of tests', () => {
  it('puts what opens nothing into the fast lane, whatever the product opens elsewhere', () => {
    expect(laneOf('lib/core/csv.test.ts')).toBe('fast');
    expect(laneOf('loop/condition/words.test.ts')).toBe('fast');
    expect(laneOf('tooling/architecture.test.ts')).toBe('fast');
  });

  it('puts engines, browsers and processes into the slow lane, through however many files made for tests', () => {
    expect(laneOf('lib/store/database/database.test.ts')).toBe('slow');
    expect(laneOf('app/web/web.test.ts')).toBe('slow');
    expect(openerOf('loop/ask/analyses/contract.test.ts')).toMatch(/\/testing\S* imports \w+$/);
  });

  it('has tests in both, and each file in one', () => {
    const { fast, slow } = testLanes();
    expect(fast.length).toBeGreaterThan(100);
    expect(slow.length).toBeGreaterThan(100);
    expect(fast.filter((file) => slow.includes(file))).toEqual([]);
  });

  it('names no long computation that is gone, or slow without being named', () => {
    const gone = longComputations.filter((file) => !existsSync(join(root, file)) || openerOf(file));
    expect(gone).toEqual([]);
  });

  it('holds no test to the clock: how fast a thing is stands in the benches', () => {
    const timed = /now\(\) - \w+\W.*\.toBe(Less|Greater)Than/;
    const wrong = sourceFiles().filter(
      (file) => isTest(file) && timed.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(wrong).toEqual([]);
  });
});
