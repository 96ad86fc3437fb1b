import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Where Chromium is; undefined where there is none. */
export const chromiumPath = [
  process.env.LINGER_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find((path) => path !== undefined && existsSync(path));

/** The product as `npm start` runs it (built when it is stale), on a new data folder and any free port unless it is told one. */
export async function startProduct(variables: Readonly<Record<string, string>> = {}) {
  const data = mkdtempSync(join(tmpdir(), 'linger-web-'));
  const child = spawn(process.execPath, ['linger', 'start', '--json'], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      LINGER_DATA: data,
      LINGER_PORT: '0',
      ...variables,
    },
  });
  let said = '';
  let complained = '';
  const ended = once(child, 'close');
  child.stderr.on('data', (part) => {
    complained += String(part);
  });
  const ready = new Promise<void>((resolve) => {
    child.stdout.on('data', (part) => {
      said += String(part);
      if (said.includes('\n')) resolve();
    });
  });
  await Promise.race([ready, ended]);
  if (!said.includes('\n')) throw new Error(`the product did not start: ${complained}`);
  const { address, link } = JSON.parse(said) as { address: string; link: string };
  return {
    address,
    link,
    stop: async () => {
      if (child.exitCode === null) process.kill(-(child.pid ?? 0), 'SIGTERM');
      await ended;
      await rm(data, { recursive: true, force: true });
    },
  };
}

export type Product = Awaited<ReturnType<typeof startProduct>>;

/** Chromium, which finds nothing but this machine under the names given. */
export function openBrowser(...names: readonly string[]): Promise<Browser> {
  return launch(names, {});
}

/** Chromium with variables of its own, such as where its fonts are. */
export function openBrowserWith(variables: Readonly<Record<string, string>>): Promise<Browser> {
  return launch([], variables);
}

function launch(names: readonly string[], variables: Readonly<Record<string, string>>): Promise<Browser> {
  const rules = names.map((name) => `MAP ${name} 127.0.0.1`).join(',');
  const args = ['--no-sandbox', '--disable-gpu', ...(rules ? [`--host-resolver-rules=${rules}`] : [])];
  return chromium.launch({ executablePath: chromiumPath, args, env: { ...process.env, ...variables } });
}

/** A visitor with a page; remembers what the browser complained about and which scripts it fetched. */
export async function openVisitor(browser: Browser, address: string, deviceScaleFactor = 1) {
  const context = await browser.newContext({
    baseURL: address,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    deviceScaleFactor,
    reducedMotion: 'reduce',
  });
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`against our policy: ${violatedDirective} ${blockedURI}`),
    );
  });
  const page = await context.newPage();
  page.setDefaultTimeout(12_000);
  const complaints: string[] = [];
  const scripts: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.endsWith('.js')) scripts.push(pathname);
  });
  return { context, page, complaints, scripts };
}

export type Visitor = Awaited<ReturnType<typeof openVisitor>>;

/** Goes to a place of the product without loading it anew. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
}

/** Chooses language and theme as this browser's own, and loads the page with them. */
export async function prefer(page: Page, choice: Look) {
  await page.evaluate((kept) => localStorage.setItem('linger.preferences', JSON.stringify(kept)), choice);
  await page.goto('/');
}

export interface Look {
  readonly language: 'zh' | 'en';
  readonly mode: 'light' | 'dark';
}

/** A fresh browser that carries the same login. */
export async function sameLogin(browser: Browser, context: BrowserContext, address: string) {
  const visitor = await openVisitor(browser, address);
  await visitor.context.addCookies(await context.cookies());
  return visitor;
}

/** Where the first row of a list leads. */
export async function firstIn(page: Page, list: string): Promise<string> {
  await goTo(page, list);
  await page.locator('tbody td').first().click();
  await page.waitForURL((url) => url.pathname.startsWith(`${list}/`));
  return new URL(page.url()).pathname;
}

/** Bytes on the way when a browser fetches these files of the build. */
export function weigh(scripts: readonly string[]): number {
  return [...new Set(scripts)].reduce((total, path) => {
    const file = join(root, 'dist/web', path);
    return total + (statSync(`${file}.gz`, { throwIfNoEntry: false }) ?? statSync(file)).size;
  }, 0);
}
