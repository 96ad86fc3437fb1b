import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hiddenFocus, smallTargets } from './testing/handling.ts';
import {
  chromiumPath,
  firstIn,
  goTo,
  openBrowser,
  openVisitor,
  type Product,
  prefer,
  root,
  sameLogin,
  startProduct,
  type Visitor,
  weigh,
} from './testing/product.ts';
import { hindrances, overhang, wordsOn } from './testing/reading.ts';
import { liveThrough } from './testing/versions.ts';
import { strange } from './testing/words.ts';

if (!chromiumPath)
  console.warn('SKIPPED app/web/web.test.ts: no Chromium here; install it or set LINGER_CHROMIUM');

const email = 'boss@example.com';
const password = 'slow-mountain-tea';
const KB = 1000;

describe.skipIf(!chromiumPath && !process.env.CI)('the web', () => {
  let product: Product;
  let browser: Browser;
  let visitor: Visitor;
  let page: Page;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), openBrowser()]);
    visitor = await openVisitor(browser, product.address);
    page = visitor.page;
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  }, 60_000);

  it('leads from the one-time link to the first answer', async () => {
    await page.goto(product.link);
    await page.getByLabel('邮箱').fill(email);
    await page.getByLabel('密码').fill(password);
    await page.getByRole('button', { name: '创建账号' }).click();
    await page.getByRole('button', { name: '载入演示数据' }).click();
    await page.getByText('正在生成演示公司').first().waitFor();
    const answer = page.locator('.ask-card-headline', { hasText: /次周留存/ });
    await answer.waitFor({ timeout: 110_000 });
    expect(await answer.textContent()).toMatch(/次周留存 \d.*第 6 周 \d+(\.\d)?%/);
    await page.getByText('周活跃用户').waitFor();
    expect(await page.locator('.shell-simulated').textContent()).toBe('模拟数据');
  }, 130_000);

  it('lets nobody in without the right password, and out again', async () => {
    await page.getByRole('button', { name: '账号' }).click();
    await page.getByText('退出登录').click();
    await page.getByLabel('邮箱').fill(email);
    await page.getByLabel('密码').fill('wrong-password');
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('alert').waitFor();
    expect(visitor.complaints.splice(0)).toEqual([expect.stringContaining('401')]);
    await page.getByLabel('密码').fill(password);
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByText('周活跃用户').waitFor();
  });

  it('needs at most 300 kB of scripts for the first paint of login and home, charts come later', async () => {
    const stranger = await openVisitor(browser, product.address);
    await stranger.page.goto('/');
    await stranger.page.getByLabel('密码').waitFor();
    await stranger.page.waitForLoadState('networkidle');
    const login = weigh(stranger.scripts);
    await stranger.context.close();
    const home = await sameLogin(browser, visitor.context, product.address);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await home.page.route('**/api/ask', async (route) => {
      await held;
      await route.continue();
    });
    await home.page.goto('/');
    await home.page.locator('.ui-skeleton').first().waitFor();
    const first = weigh(home.scripts);
    release();
    await home.page.locator('canvas').first().waitFor();
    const whole = weigh(home.scripts);
    await home.context.close();
    console.info(`first load, gzipped: login ${login} B, home ${first} B, home with charts ${whole} B`);
    expect(whole - first).toBeGreaterThan(100 * KB);
    expect(login).toBeLessThan(300 * KB);
    expect(first).toBeLessThan(300 * KB);
    expect(readFileSync(join(root, 'dist/web/index.html'), 'utf8')).not.toContain('chart-engine');
  });

  it('shows what a new key sends, rejects included', async () => {
    await goTo(page, '/collect/keys');
    await page.getByRole('button', { name: '新建密钥' }).first().click();
    await page.getByRole('textbox', { name: '名称' }).fill('shop');
    await page.getByRole('dialog').getByRole('button', { name: '新建密钥' }).click();
    const key = (await page.getByRole('dialog').locator('code').first().textContent()) ?? '';
    expect(key).toMatch(/^lw_/);
    await page.keyboard.press('Escape');
    await goTo(page, '/collect/live');
    await page.getByText('数据到达后一秒内').waitFor();
    const long = 'A very long event name that a careless developer once gave it';
    const batch = [
      { type: 'track', userId: 'u-1001', event: long, properties: { city: '上海' } },
      { type: 'track', event: 'nobody did this' },
    ];
    const response = await page.request.post('/v1/batch', {
      headers: { Authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` },
      data: { batch },
    });
    expect(response.status()).toBe(200);
    await page.getByRole('cell', { name: long }).waitFor();
    await page.locator('.live-rejected').first().waitFor();
    await goTo(page, '/collect/rejects');
    await page.getByText('nobody did this').first().waitFor();
  });

  it('holds as many people behind a cell as the cell says, and in the segment made of them', async () => {
    await goTo(page, '/ask/retention');
    const cell = page.locator('.ui-heat-cell[data-at="3,2"]');
    await cell.waitFor();
    const told = (await cell.getAttribute('aria-label')) ?? '';
    const people = Number(/n = ([\d,]+)/.exec(told)?.[1]?.replaceAll(',', ''));
    expect(people).toBeGreaterThan(10);
    await cell.focus();
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('heading', { name: new RegExp(`回来的 ${people} / [\\d,]+ 人$`) }).waitFor();
    await drawer.getByRole('button', { name: '存为分群' }).click();
    await page.getByLabel('分群名称').fill('第二天还来的人');
    await page.getByLabel('分群名称').press('Enter');
    await page.getByText('已存为分群').waitFor();
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });
    await expect.poll(() => cell.evaluate((element) => element === document.activeElement)).toBe(true);
    await goTo(page, '/segments');
    await page.getByRole('cell', { name: '收藏 第二天还来的人' }).click();
    await expect.poll(() => page.locator('.ui-figure-value').first().textContent()).toBe(String(people));
    await expect.poll(() => page.locator('tbody tr').count()).toBeGreaterThanOrEqual(Math.min(people, 10));
  });

  it('answers funnels and trends, with the people behind a bar and behind a total', async () => {
    await goTo(page, '/ask/funnel');
    const bar = page.locator('.ui-step-bar').nth(1);
    const reached = /([\d,]+)$/.exec((await bar.getAttribute('aria-label')) ?? '')?.[1];
    await bar.press('Enter');
    const title = page.getByRole('dialog').getByRole('heading', { level: 2 });
    await title.filter({ hasText: ` ${reached} / ` }).waitFor();
    await page.keyboard.press('Escape');
    await goTo(page, '/ask/trend');
    await page.locator('canvas').first().waitFor();
    const total = page.locator('.ui-figure');
    const value = await total.locator('.ui-figure-value').getAttribute('title');
    await total.click();
    await title.filter({ hasText: ` ${value} 人` }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  it('keeps what is shown while a changed question is asked, and puts it into the address', async () => {
    await goTo(page, '/ask/trend');
    await page.locator('.ask-headline').waitFor();
    await page.getByRole('button', { name: /^粒度/ }).click();
    await page.getByRole('option', { name: '周' }).click();
    expect(await page.locator('.ask-headline').isVisible()).toBe(true);
    await expect.poll(() => new URL(page.url()).searchParams.get('q')).toContain('"unit":"week"');
    await page.locator('.ask-answer:not(.ask-stale)').waitFor();
  });

  it('saves a question that is found in the list, by pinyin and by its address', async () => {
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByLabel('给这个分析起个名字').fill('每周浏览人数');
    await page.getByLabel('给这个分析起个名字').press('Enter');
    await page.getByText('已保存', { exact: true }).waitFor();
    const address = page.url();
    expect(address).toContain('saved=');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('mzll');
    await page.getByRole('option', { name: '每周浏览人数' }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.ask-headline').waitFor();
    expect(new URL(page.url()).searchParams.get('saved')).toBe(new URL(address).searchParams.get('saved'));
    await liveThrough(page, '每周浏览人数', '一周浏览人数');
    const again = await sameLogin(browser, visitor.context, product.address);
    await again.page.goto(address);
    await again.page.getByRole('button', { name: /^粒度: 周/ }).waitFor();
    await again.page.locator('.ask-headline').waitFor();
    await again.context.close();
  });

  it('gives an answer away as CSV, Excel and a picture', async () => {
    const taken = async (name: string) => {
      await page.getByRole('button', { name: '下载' }).click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name }).click(),
      ]);
      return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
    };
    const csv = await taken('CSV 表格');
    expect([csv.name, csv.bytes.toString('utf8')]).toEqual([
      'trend.csv',
      expect.stringMatching(/2026|20\d\d/),
    ]);
    const excel = await taken('Excel 表格');
    expect([excel.name, excel.bytes.subarray(0, 2).toString()]).toEqual(['trend.xlsx', 'PK']);
    const picture = await taken('PNG 图片');
    expect([picture.name, picture.bytes.subarray(1, 4).toString()]).toEqual(['trend.png', 'PNG']);
    expect(picture.bytes.length).toBeGreaterThan(20 * KB);
  });

  it('is at hand for the keyboard: skip link, jump, menu', async () => {
    await page.goto('/');
    await page.getByText('周活跃用户').waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('跳到正文');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('combobox').waitFor({ state: 'hidden' });
    await page.getByRole('link', { name: '用户', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '用户列表' }).waitFor();
  });

  it('keeps the frame standing when an address asks for what there is not', async () => {
    const wrong = JSON.stringify({ kind: 'retention', unit: 'decade' });
    await page.goto(`/ask/retention?q=${encodeURIComponent(wrong)}`);
    await page.getByRole('alert').waitFor();
    await page.getByRole('link', { name: '首页' }).click();
    await page.getByText('周活跃用户').waitFor();
  });

  const places = [
    ['/', '.ask-card-headline'],
    ['/collect', 'canvas'],
    ['/collect/import', 'h1'],
    ['/collect/names', 'td'],
    ['/collect/live', 'h1'],
    ['/collect/rejects', 'td'],
    ['/collect/keys', 'td'],
    ['/people', 'td'],
    ['/segments', 'td'],
    ['/ask/retention', '.ui-heat-cell'],
    ['/ask/funnel', '.ui-step-bar'],
    ['/ask/trend', '.ask-headline'],
    ['/questions', 'td'],
    ['/settings', '.ant-segmented'],
    ['/settings?part=members', 'td'],
    ['/settings?part=account', 'td'],
    ['/settings?part=look', '.ant-segmented'],
    ['/settings?part=audit', 'td'],
    ['/runs', 'h1'],
    ['/gallery', '.ui-waiting-more'],
    ['/nowhere', 'h1'],
  ] as const;

  it.each([
    ['zh', 'light'],
    ['en', 'dark'],
  ] as const)(
    'speaks %s (%s) on every page, hinders nobody and fits a phone',
    async (language, mode) => {
      visitor.complaints.length = 0;
      await prefer(page, { language, mode });
      const own = [
        [await firstIn(page, '/people'), '.person-event'],
        [await firstIn(page, '/segments'), '.ui-figure-value'],
      ] as const;
      for (const [path, sign] of [...places, ...own]) {
        await goTo(page, path);
        await page.locator(sign).first().waitFor();
        await page.waitForLoadState('networkidle');
        expect.soft(strange[language](await wordsOn(page)), `${path} in ${language}`).toEqual([]);
        expect.soft(await hindrances(page), `${path} in ${mode}`).toEqual([]);
        expect.soft(await hiddenFocus(page), `${path} by keyboard`).toEqual([]);
        await page.setViewportSize({ width: 390, height: 844 });
        await page.locator(sign).first().waitFor();
        await expect.poll(() => overhang(page), { message: `${path} on a phone` }).toBe(0);
        expect.soft(await hindrances(page), `${path} in ${mode} on a phone`).toEqual([]);
        expect.soft(await smallTargets(page), `${path} by finger`).toEqual([]);
        await page.setViewportSize({ width: 1440, height: 900 });
      }
      expect(visitor.complaints).toEqual([]);
    },
    180_000,
  );

  it.each([
    ['zh', 'dark'],
    ['en', 'light'],
  ] as const)(
    'hinders nobody in what opens above a page (%s, %s)',
    async (language, mode) => {
      await prefer(page, { language, mode });
      const dialog = page.getByRole('dialog');
      const opened = [
        ['/ask/retention', () => page.locator('.ui-heat-cell[data-at="3,2"]').press('Enter')],
        [
          '/segments',
          () =>
            page
              .getByRole('button', { name: /^(新建|New)/ })
              .first()
              .click(),
        ],
        [
          '/collect/keys',
          () =>
            page
              .getByRole('button', { name: /^(新建|New)/ })
              .first()
              .click(),
        ],
        ['/', () => page.keyboard.press('Control+k')],
      ] as const;
      for (const [path, open] of opened) {
        await goTo(page, path);
        await page.waitForLoadState('networkidle');
        await open();
        await dialog.waitFor();
        await page.waitForLoadState('networkidle');
        expect.soft(await hindrances(page), `what opens on ${path} in ${mode}`).toEqual([]);
        await page.setViewportSize({ width: 390, height: 844 });
        await expect
          .poll(() => smallTargets(page), { message: `what opens on ${path}, by finger` })
          .toEqual([]);
        await page.setViewportSize({ width: 1440, height: 900 });
        await page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'hidden' });
      }
    },
    60_000,
  );

  it('says so when a link holds no question, and leads to a new one', async () => {
    await prefer(page, { language: 'zh', mode: 'light' });
    for (const wrong of ['{"kind":"funnel","steps":"x"}', '{"kind":"fun', '{"kind":"trend"}']) {
      await page.goto(`/ask/funnel?q=${encodeURIComponent(wrong)}`);
      await page.getByText('这个链接里的分析无法识别').waitFor();
      await page.getByRole('link', { name: '新建分析' }).click();
      await page.locator('.ui-step-bar').first().waitFor();
    }
    visitor.complaints.length = 0;
  });

  it('shows a breakdown of many groups in the colours there are, and all of them in the table', async () => {
    const question = { kind: 'funnel', steps: [{ event: '$page' }, { event: 'Product Viewed' }], top: 14 };
    const by = [{ property: 'city', of: 'person' }];
    await page.goto(`/ask/funnel?q=${encodeURIComponent(JSON.stringify({ ...question, by }))}`);
    await page.getByText('图中只画前几组').waitFor();
    const lines = page.locator('.ui-step-table tbody th');
    const names = await lines.locator('.ui-ellipsis').allTextContents();
    expect([names.at(0), names.at(-1), new Set(names).size]).toEqual(['全部', '其他', 1 + 14 + 1]);
    const [first, second] = await page
      .locator('.ui-step-bars')
      .evaluateAll((steps) =>
        steps.map((bars) =>
          [...bars.children].map((bar) => getComputedStyle(bar).getPropertyValue('--tone')),
        ),
      );
    expect([new Set(first).size, first?.length]).toEqual([1 + 8, 1 + 8]);
    expect(second).toEqual(first);
    await page.getByRole('button', { name: '城市' }).waitFor();
  });

  it('makes a project in the settings, in which nothing of the other project is shown', async () => {
    await goTo(page, '/settings');
    await page.getByLabel('项目名称').fill('第二个项目');
    await page.getByRole('button', { name: '新建项目' }).click();
    await page.getByRole('button', { name: '项目 第二个项目' }).waitFor();
    await goTo(page, '/');
    await page.getByText('导入一个文件').waitFor();
    expect(await page.locator('.shell-simulated').count()).toBe(0);
    expect(await hindrances(page)).toEqual([]);
    await page.getByRole('button', { name: '项目 第二个项目' }).click();
    await page.getByRole('menuitem', { name: '我的项目' }).click();
    await page.getByText('周活跃用户').waitFor();
    await page.locator('.shell-simulated').waitFor();
  });
});
