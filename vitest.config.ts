import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{lib,loop,app,demo,house,sdk}/**/*.test.{ts,tsx}'],
    globalSetup: ['house/vitest-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
