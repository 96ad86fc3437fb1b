/** The layers from the lowest up, the modules of each from left to right: a module imports modules before it and lower layers. */
export const layers = {
  lib: ['core', 'operation', 'science', 'sql', 'ui', 'store', 'jobs'],
  loop: ['condition', 'access', 'definition', 'catalogue', 'collect', 'bitmaps', 'know', 'ask'],
  app: ['product', 'server', 'web', 'command'],
} as const;

/** Modules that never reach a browser. */
export const serverOnly = ['lib/store', 'lib/jobs', 'app/product', 'app/server', 'app/command'] as const;

/** Where the browser's code begins. */
export const browserEntry = 'app/web/main.tsx';

/** A registry of plug-ins: where it stands, its list, the parts each folder must have, and what a plug-in may see. */
export interface Registry {
  readonly folder: string;
  readonly list: string;
  readonly contract: readonly string[];
  readonly parts: readonly string[];
  readonly sees: readonly string[];
  readonly packages: readonly string[];
}

export const registries: Record<string, Registry> = {
  analysis: {
    folder: 'loop/ask/analyses',
    list: 'loop/ask/analyses/index.ts',
    contract: [
      'loop/ask/analysis/about.ts',
      'loop/ask/analysis/analysis.ts',
      'loop/ask/analysis/by-days.ts',
      'loop/ask/analysis/narrow.ts',
      'loop/ask/analysis/question.ts',
      'loop/ask/analysis/period.ts',
      'loop/ask/analysis/point-title.ts',
      'loop/ask/analysis/breakdown.ts',
      'loop/ask/analysis/levels.ts',
      'loop/ask/analysis/natural-order.ts',
      'loop/ask/analysis/ordered-groups.ts',
      'loop/ask/analysis/sample.ts',
      'loop/ask/analysis/change.ts',
      'loop/ask/analysis/placed-before.ts',
      'loop/ask/analysis/reach.ts',
      'loop/ask/analysis/refuse-too-many.ts',
      'loop/ask/analysis/face.tsx',
    ],
    parts: ['{name}.ts', 'about.ts', 'view.tsx', 'text.ts', '{name}.test.ts', 'README.md'],
    sees: ['lib/core', 'lib/science', 'lib/sql', 'lib/ui', 'loop/condition'],
    packages: ['zod', 'react', 'antd', '@ant-design/icons'],
  },
  chart: {
    folder: 'lib/ui/charts',
    list: 'lib/ui/charts/index.ts',
    contract: [
      'lib/ui/charts/chart.ts',
      'lib/ui/charts/series-picture.tsx',
      'lib/ui/charts/totals-picture.tsx',
      'lib/ui/charts/totals-of-table.ts',
    ],
    parts: ['{name}.tsx'],
    // drawings, words and colours are tools of the same module
    sees: ['lib/core', 'lib/ui'],
    packages: ['react'],
  },
};

export const limits = { linesPerFile: 400, filesPerFolder: 25 } as const;

/** What opens an engine, a browser, a process or a thread: a test that imports one is in the slow lane. */
export const openers: readonly string[] = [
  'openWarehouse',
  'openDatabase',
  'openPglite',
  'openPgliteInMemory',
  'openPostgres',
  'openStores',
  'openProduct',
  'openJobs',
  'startWorkerPool',
  'Supervisor',
  'Composer',
  'spawn',
  'spawnSync',
  'node:child_process',
  'node:worker_threads',
  'playwright-core',
  '@duckdb/node-api',
  '@electric-sql/pglite',
];

/** Tests that open nothing, but compute for more than a few seconds: the slow lane has them too. */
export const longComputations: readonly string[] = [
  'lib/science/budget/budget.test.ts',
  'lib/science/long-work.test.ts',
  'lib/science/text/hostile-text.test.ts',
  'lib/science/trees/boosting/log-loss.test.ts',
];
