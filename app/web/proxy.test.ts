import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, openBrowser, openVisitor, type Product, startProduct } from './testing/product.ts';
import { type Passing, startProxy } from './testing/proxy.ts';

if (!chromiumPath)
  console.warn('SKIPPED app/web/proxy.test.ts: no Chromium here; install it or set LINGER_CHROMIUM');

const nginx = [process.env.LINGER_TEST_NGINX, '/usr/sbin/nginx'].find((path) => path && existsSync(path));
if (!nginx)
  console.warn('SKIPPED the nginx part of app/web/proxy.test.ts: install it or set LINGER_TEST_NGINX');

const name = 'shop.example';
const account = { email: 'boss@shop.example', password: 'slow-mountain-tea' };

describe.skipIf(!chromiumPath && !process.env.CI)('behind a proxy, under a path of a site', () => {
  let port: number;
  let address: string;
  let product: Product;
  let browser: Browser;
  let listening: string;
  let writeKey: string;

  beforeAll(async () => {
    port = await freePort();
    address = `http://${name}:${port}/linger`;
    const own = await freePort();
    listening = `http://127.0.0.1:${own}`;
    [product, browser] = await Promise.all([
      startProduct({ LINGER_URL: `${address}/`, LINGER_PORT: String(own) }),
      openBrowser(name, 'evil.example'),
    ]);
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  }, 60_000);

  it('names the public address in the link that it prints', () => {
    expect(product.address).toBe(address);
    expect(product.link).toMatch(new RegExp(`^${address}/welcome#`));
  });

  const ways: [string, Passing][] = [
    ['that leaves path and Host as they are', { keepsHost: true }],
    ['that changes Host', { keepsHost: false }],
    ['that takes the path off', { strips: '/linger', keepsHost: true }],
    ['that takes the path off and changes Host', { strips: '/linger', keepsHost: false }],
  ];

  it.each(ways)('%s, all of the product works', async (_, passing) => {
    const proxy = await startProxy(
      port,
      () => passing,
      () => listening,
    );
    try {
      await walkThrough();
    } finally {
      await proxy.close();
    }
  });

  it.skipIf(!nginx)('all of it works with nginx as the guide sets it', async () => {
    const server = await startNginx(
      nginx ?? '',
      port,
      `location /linger/ {
        proxy_pass ${listening};
        proxy_http_version 1.1;
        proxy_set_header Host $http_host;
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_request_buffering off;
        proxy_buffering off;
        proxy_read_timeout 1h;
      }`,
    );
    try {
      await walkThrough();
    } finally {
      await server.stop();
    }
  });

  it('serves who comes past the proxy as well, and leads them under the path', async () => {
    const { page, context, complaints } = await openVisitor(browser, listening);
    await login(page, `${listening}/settings?part=account`);
    await page.locator('h1').first().waitFor();
    expect(page.url()).toBe(`${listening}/linger/`);
    // what the pages never do would have been seen
    expect(complaints).toEqual([]);
    await page.evaluate(() => {
      // at once it would be the driver's own code, which may do anything
      setTimeout(() => {
        try {
          new Function('');
        } catch {}
      });
    });
    await expect.poll(() => complaints.join()).toContain('against our policy: script-src eval');
    await context.close();
  });

  it('leads invited people in by links under the path, when they agree', async () => {
    const boss = await openVisitor(browser, listening);
    await login(boss.page, `${listening}/`);
    const link = await invite(boss.page, 'guest@shop.example');
    expect(link).toContain('/linger/welcome#');
    await boss.page.getByRole('table', { name: '等待接受的邀请' }).getByText('guest@shop.example').waitFor();
    const guest = await openVisitor(browser, listening);
    await guest.page.goto(link);
    await guest.page.getByText('如果这个邮箱已有 Linger 账号，请输入密码').waitFor();
    await guest.page.getByLabel('密码').fill('guest of a good house');
    await guest.page.getByRole('button', { name: '接受并进入' }).click();
    await guest.page.getByRole('button', { name: '账号' }).waitFor();
    const own = await invite(boss.page, 'other@shop.example');
    await guest.page.goto(own);
    await guest.page.getByText('这份邀请是给 other@shop.example 的').waitFor();
    await boss.page.reload();
    const waiting = boss.page.getByRole('table', { name: '等待接受的邀请' });
    await waiting.getByRole('button', { name: '撤回' }).click();
    await boss.page.getByRole('tooltip').getByRole('button', { name: '撤回' }).click();
    await waiting.waitFor({ state: 'hidden' });
    await guest.page.reload();
    await guest.page.getByRole('alert').waitFor();
    await boss.context.close();
    await guest.context.close();
  });

  it('is described under its public address', async () => {
    const described = (await (await fetch(`${listening}/api/openapi.json`)).json()) as { servers: unknown };
    expect(described.servers).toEqual([{ url: address }]);
  });

  it('answers under no name that another site let lead here', async () => {
    const port = new URL(listening).port;
    const { page, context } = await openVisitor(browser, listening);
    const answer = await page.goto(`http://evil.example:${port}/`);
    expect(answer?.status()).toBe(421);
    expect(await page.textContent('body')).toContain('LINGER_URL');
    await context.close();
  });

  /** The ways that need address, cookie, stream and files to be right. */
  async function walkThrough(): Promise<void> {
    const { page, context, complaints } = await openVisitor(browser, address);
    if (writeKey === undefined) {
      await page.goto(product.link);
      await page.getByLabel('邮箱').fill(account.email);
      await page.getByLabel('密码').fill(account.password);
      await page.getByRole('button', { name: '创建账号' }).click();
      await page.getByText('导入一个文件').waitFor();
      expect(page.url()).toBe(`${address}/`);
      writeKey = await makeKey(page);
    } else await login(page, `${address}/collect/live`);
    const [cookie] = await context.cookies(`${address}/`);
    expect(cookie).toMatchObject({ name: 'linger_session', path: '/linger', httpOnly: true });
    expect(await context.cookies(`http://${name}:${port}/other`)).toEqual([]);
    await seeItArrive(page);
    for (const path of ['/ask/retention', '/segments', '/settings?part=members', '/collect/import']) {
      await page.goto(address + path);
      await page.locator('h1').first().waitFor();
    }
    await page.goto(address);
    await page.getByRole('link', { name: '首页' }).waitFor();
    await uploadAFile(page);
    const foreign = (await page.evaluate(() =>
      performance.getEntriesByType('resource').map((entry) => entry.name),
    )) as string[];
    expect(foreign.filter((url) => !url.startsWith(`${address}/`))).toEqual([]);
    await page.getByRole('button', { name: '账号' }).click();
    await page.getByText('退出登录').click();
    await page.getByLabel('密码').waitFor();
    expect(await context.cookies(`${address}/`)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  }

  async function makeKey(page: Page): Promise<string> {
    await page.goto(`${address}/collect/keys`);
    await page.getByRole('button', { name: /^新建/ }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('shop');
    await dialog
      .getByRole('button', { name: /创建|新建/ })
      .last()
      .click();
    const code = await dialog
      .getByText(/lw_[\w-]{40,}/)
      .first()
      .textContent();
    expect(await dialog.textContent()).toContain(`${address}/v1/track`);
    return /lw_[\w-]+/.exec(code ?? '')?.[0] ?? '';
  }

  /** An event sent to the public address is seen in the live view, through the stream. */
  async function seeItArrive(page: Page): Promise<void> {
    const event = `seen ${Math.random()}`;
    const streaming = page.waitForResponse((response) => response.url().startsWith(`${address}/api/live`));
    await page.goto(`${address}/collect/live`);
    expect((await streaming).status()).toBe(200);
    const sent = await fetch(`http://127.0.0.1:${port}/linger/v1/track`, {
      method: 'POST',
      body: JSON.stringify({ writeKey, userId: 'u', event }),
    });
    expect(sent.status).toBe(200);
    await page.getByText(event).first().waitFor();
  }

  async function uploadAFile(page: Page): Promise<void> {
    await page.goto(`${address}/collect/import`);
    const answered = page.waitForResponse((response) => response.url().includes('/api/file/upload'));
    const buffer = Buffer.from('user,event,time\nu1,order,2026-01-01 08:00:00\n');
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'orders.csv', mimeType: 'text/csv', buffer });
    expect((await answered).status()).toBe(200);
  }

  async function invite(page: Page, email: string): Promise<string> {
    await page.goto(`${listening}/linger/settings?part=members`);
    await page.getByLabel('对方的邮箱').fill(email);
    await page.getByRole('button', { name: '邀请', exact: true }).click();
    const link = await page
      .getByText(/\/welcome#[\w-]{40,}/)
      .first()
      .textContent();
    return /http\S+/.exec(link ?? '')?.[0] ?? '';
  }

  async function login(page: Page, to: string): Promise<void> {
    await page.goto(to);
    await page.getByLabel('邮箱').fill(account.email);
    await page.getByLabel('密码').fill(account.password);
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('button', { name: '账号' }).waitFor();
  }
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

/** A real nginx on a port of its own, with everything it writes in a folder of its own. */
async function startNginx(program: string, port: number, location: string) {
  const folder = mkdtempSync(join(tmpdir(), 'linger-nginx-'));
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/log;
    events {}
    http {
      access_log off;
      ${temporary.map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(' ')}
      server { listen 127.0.0.1:${port}; server_name ${name}; client_max_body_size 0; ${location} }
    }`,
  );
  const child: ChildProcess = spawn(program, ['-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'close');
  for (let tries = 0; tries < 100; tries++) {
    const answers = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    );
    if (answers) break;
    await sleep(50);
  }
  return {
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
