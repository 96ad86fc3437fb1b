import { defineConfig } from 'vitest/config';
import { testLanes } from './tooling/lanes.ts';

const { fast, slow } = testLanes();
const measured = process.env.COVERAGE_OF_CHILDREN ? ['tooling/coverage-children.mjs'] : [];

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // engines, browsers and kill signals on a shared machine: one more try there, none while developing
    retry: process.env.CI ? 1 : 0,
    coverage: {
      provider: 'v8',
      reporter: ['json'],
      include: ['{lib,loop,app,demo}/**/*.{ts,tsx}'],
      exclude: [
        '**/*.{test,data}.{ts,tsx}',
        '**/{testing,resilience}/**',
        '**/testing*.ts',
        'app/web/vite.config.ts',
      ],
    },
    projects: [
      {
        extends: true,
        test: { name: 'fast', include: fast, setupFiles: ['tooling/fast-lane-setup.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'slow',
          include: slow,
          globalSetup: ['tooling/vitest-setup.ts'],
          setupFiles: measured,
        },
      },
    ],
  },
});
