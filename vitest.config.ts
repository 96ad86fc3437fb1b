import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{lib,loop,app,demo,house,sdk}/**/*.test.{ts,tsx}'],
    globalSetup: ['house/vitest-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    // engines, browsers and kill signals on a shared machine: one more try there, none while developing
    retry: process.env.CI ? 1 : 0,
  },
});
