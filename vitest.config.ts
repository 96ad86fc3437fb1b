import { defineConfig } from 'vitest/config';
import { testLanes } from './house/lanes.ts';

const { fast, slow } = testLanes();

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // engines, browsers and kill signals on a shared machine: one more try there, none while developing
    retry: process.env.CI ? 1 : 0,
    projects: [
      {
        extends: true,
        test: { name: 'fast', include: fast, setupFiles: ['house/fast-lane-setup.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'slow',
          include: slow,
          globalSetup: ['house/vitest-setup.ts'],
        },
      },
    ],
  },
});
