import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { openVisitor, root, startProduct } from '../../app/web/testing/product.ts';

/** The day that all pictures are of: simulated data end on it, and so they stay as they are. */
export const at = '2026-11-22T02:00:00Z';
const account = { email: 'boss@example.com', password: 'slow-mountain-tea' };
const PEOPLE = 4000;

/** The product on that day. */
export function startStage() {
  return startProduct({
    LINGER_ADMIN: `${account.email}:${account.password}`,
    NODE_OPTIONS: `--import ${new URL('tooling/pictures-clock.mjs', `file://${root}`).href}`,
    PICTURES_AT: at,
    PICTURES_BEGAN: String(Date.now()),
  });
}

export type Language = 'zh' | 'en';

/** A page that is logged in, and the operations of the product. */
export async function enter(browser: Browser, address: string) {
  const { page } = await openVisitor(browser, address);
  await page.clock.setFixedTime(at);
  const login = await page.request.post('/api/session/login', { data: account });
  if (!login.ok()) throw new Error(await login.text());
  const { csrf, projects } = (await (await page.request.get('/api/session')).json()) as {
    csrf: string;
    projects: { id: number }[];
  };
  const first = projects[0]?.id ?? 1;
  const call = async <T>(name: string, data: object, project = first): Promise<T> => {
    const headers = { 'Linger-Csrf': csrf, 'Linger-Project': String(project) };
    const response = await page.request.post(`/api/${name}`, { data, headers });
    if (!response.ok()) throw new Error(`${name}: ${await response.text()}`);
    return (response.status() === 204 ? undefined : await response.json()) as T;
  };
  return { page, call, first };
}

export type Call = Awaited<ReturnType<typeof enter>>['call'];

/** The demo company in a project, and an empty project for a file in each language. */
export async function furnish(call: Call): Promise<Readonly<Record<Language, number>>> {
  await call('demo/load', { people: PEOPLE });
  for (;;) {
    const { state } = await call<{ state: string }>('demo/state', {});
    if (state === 'done') break;
    if (state !== 'running') throw new Error(`the demo company is ${state}`);
    await wait(500);
  }
  const make = async (name: string) =>
    (await call<{ id: number }>('project/create', { name, timeZone: 'Asia/Shanghai' })).id;
  return { zh: await make('山茶铺'), en: await make('Camellia Tea') };
}

/** Shows what is asked for in a language and a project, at an address. */
export async function show(page: Page, kept: { language: Language; project: number }, path: string) {
  await page.goto('/icon.svg');
  await page.evaluate(
    (chosen) => localStorage.setItem('linger.preferences', JSON.stringify({ ...chosen, mode: 'light' })),
    kept,
  );
  await page.goto(path);
}

/** Waits until a page holds what it is for, and nothing of it is still to come. */
export async function settle(page: Page, sign: string): Promise<void> {
  await page.locator(sign).first().waitFor({ timeout: 30_000 });
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(
    () => !document.querySelector('[aria-busy="true"], .ui-chart:not(:has(canvas)), .ask-stale'),
  );
  await page.evaluate(() => document.fonts.ready);
  await wait(300);
}
