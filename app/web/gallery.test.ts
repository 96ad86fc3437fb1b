import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { charts } from '#lib/ui';
import {
  changesOf,
  hasPictureFont,
  keepPicture,
  keptPicture,
  onlyPictureFont,
  takePicture,
} from './testing/pictures.ts';
import {
  chromiumPath,
  openBrowserWith,
  openVisitor,
  type Product,
  prefer,
  root,
  startProduct,
} from './testing/product.ts';
import { hindrances } from './testing/reading.ts';

if (!chromiumPath)
  console.warn('SKIPPED app/web/gallery.test.ts: no Chromium here; install it or set LINGER_CHROMIUM');
else if (!hasPictureFont)
  console.warn(
    'SKIPPED the pictures of app/web/gallery.test.ts: Noto Sans CJK is not here; install fonts-noto-cjk',
  );

const looks = [
  ['zh', 'light'],
  ['zh', 'dark'],
  ['en', 'light'],
  ['en', 'dark'],
] as const;

describe.skipIf(!chromiumPath && !process.env.CI)('the gallery', () => {
  let product: Product;
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    const [email, password] = ['boss@example.com', 'slow-mountain-tea'];
    [product, browser] = await Promise.all([
      startProduct({ LINGER_ADMIN: `${email}:${password}` }),
      openBrowserWith(onlyPictureFont()),
    ]);
    ({ page, complaints } = await openVisitor(browser, product.address, 0.5));
    await page.goto('/');
    await page.getByLabel('邮箱').fill(email);
    await page.getByLabel('密码').fill(password);
    await page.getByRole('button', { name: '登录' }).click();
    await page.locator('.shell-main').waitFor({ timeout: 30_000 });
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  }, 60_000);

  it.each(looks)(
    'shows every component in %s (%s) as its kept picture does, and hinders nobody',
    async (language, mode) => {
      await prefer(page, { language, mode });
      await page.goto('/gallery');
      for (const name of Object.keys(charts))
        await page.locator(`[data-item^="chart-${name}-"]`).first().waitFor();
      await page.locator('.ui-waiting-more').first().waitFor();
      await expect.poll(() => page.locator('.ui-chart:not(:has(canvas))').count()).toBe(0);
      expect.soft(await hindrances(page)).toEqual([]);
      expect.soft(complaints).toEqual([]);
      if (!hasPictureFont) return;
      const place = join(root, 'app/web/testing/gallery', `${language}-${mode}`);
      const now = await takePicture(page);
      if (process.env.UPDATE_PICTURES) keepPicture(place, now);
      const kept = keptPicture(place);
      expect(kept && (await changesOf(browser, kept, now)), say).toEqual([]);
    },
  );

  it.skipIf(!hasPictureFont)('notices another colour, another size and what is gone', async () => {
    const before = await takePicture(page);
    await page.addStyleTag({
      content: `[data-item="buttons"] .ant-btn-primary { background: #c2410c !important; }
        [data-item="told"] { height: 400px; } [data-item="code"] { display: none; }`,
    });
    await page.locator('[data-item="table"]').evaluate((item) => item.remove());
    const said = await changesOf(browser, before, await takePicture(page));
    expect(said.map((one) => one.replace(/:.*/, '')).sort()).toEqual(['buttons', 'code', 'table', 'told']);
  });
});

const say = 'UPDATE_PICTURES=1 npx vitest run app/web/gallery.test.ts keeps the gallery as it is now';
