import type { Terminal } from './terminal.ts';

/** Says in a line that stores were made or brought up to date. */
export function tellMigrated(steps: readonly string[], terminal: Terminal): void {
  if (steps.length === 0) return;
  terminal.note({
    en: `the stores were made or brought up to date: ${steps.length} steps`,
    zh: `已新建或升级数据存储，共 ${steps.length} 步`,
  });
}
