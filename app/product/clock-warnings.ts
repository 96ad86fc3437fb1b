import type { Words } from '#lib/core';
import { inspect } from './inspect.ts';
import type { Product } from './product.ts';

/** Seconds an engine's clock may be apart from ours before days and windows are cut wrong. */
const APART = 5;

/** What is to be said at the start of engines whose clocks differ from ours. */
export async function clockWarnings(product: Product): Promise<Words[]> {
  const reports = await inspect(product).catch(() => undefined);
  return (reports ? [reports.rows, reports.columns] : [])
    .filter(({ ahead }) => Math.abs(ahead) >= APART)
    .map(({ engine, ahead }) => ({
      zh: `${engine} 的时钟与本机相差 ${Math.round(Math.abs(ahead))} 秒，按天和按窗口的统计会出错；请在两台机器上启用时间同步（chrony 或 ntp）`,
      en: `the clock of ${engine} is ${Math.round(Math.abs(ahead))} s apart from this machine's: days and windows are cut wrong; keep both machines on time (chrony or ntp)`,
    }));
}
