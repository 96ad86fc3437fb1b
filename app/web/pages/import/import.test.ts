import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  chromiumPath,
  goTo,
  openBrowser,
  openVisitor,
  type Product,
  startProduct,
  type Visitor,
} from '../../testing/product.ts';

if (!chromiumPath)
  console.warn('SKIPPED import.test.ts: no Chromium here; install it or set LINGER_CHROMIUM');

const range = (count: number) => Array.from({ length: count }, (_, at) => at);

describe.skipIf(!chromiumPath && !process.env.CI)('the import of a file', () => {
  let product: Product;
  let browser: Browser;
  let visitor: Visitor;
  let page: Page;
  const folder = mkdtempSync(join(tmpdir(), 'linger-wizard-'));

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), openBrowser()]);
    visitor = await openVisitor(browser, product.address);
    page = visitor.page;
    page.setDefaultTimeout(20_000);
    await page.goto(product.link);
    await page.getByLabel('邮箱').fill('boss@example.com');
    await page.getByLabel('密码').fill('slow-mountain-tea');
    await page.getByRole('button', { name: '创建账号' }).click();
    await page.getByRole('button', { name: '载入演示数据' }).waitFor();
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    rmSync(folder, { recursive: true });
  }, 60_000);

  async function choose(name: string, lines: readonly string[]) {
    const path = join(folder, name);
    writeFileSync(path, lines.join('\n'));
    await goTo(page, '/');
    await goTo(page, '/collect/import');
    await page.locator('input[type=file]').setInputFiles(path);
    await page.locator('.import-columns').waitFor();
  }
  const start = () => page.locator('.import-go button');
  const figures = async () =>
    Object.fromEntries(
      await page
        .locator('.import-count')
        .evaluateAll((all) =>
          all.map((each) => [
            each.querySelector('span')?.textContent ?? '',
            each.querySelector('strong')?.textContent ?? '',
          ]),
        ),
    );

  it('asks where the time is instead of making people of orders, and goes on with the answer', async () => {
    await choose('ask.csv', [
      '订单号,用户ID,支付时间,备用,实付金额',
      ...range(20).map((n) => `A${n},u${n % 7},待支付,2026-01-${String(n + 1).padStart(2, '0')} 甲,${n}`),
    ]);
    const question = page.locator('.import-urgent');
    expect(await question.textContent()).toContain(
      '列「支付时间」看名字是时间，但查看的 20 行中有 20 行读不出时间，如 待支付',
    );
    expect(await start().isDisabled()).toBe(true);
    await page.getByRole('button', { name: '这是一份用户名单' }).click();
    await page.getByText('按用户名单导入').waitFor();
    expect(await start().isDisabled()).toBe(false);
    await page.locator('.import-count').first().waitFor();
    expect(await figures()).toMatchObject({ 总行数: '20', 事件: '0', 用户: '7' });
    await page.getByRole('button', { name: '不是名单，重新选择' }).click();
    await question.waitFor();
    expect(await start().isDisabled()).toBe(true);
  }, 60_000);

  it('asks about an id in many rows, and leaves its rows out when it is nobody', async () => {
    await choose('often.csv', [
      'order_id,customer_id,paid_at,amount',
      ...range(100).map(
        (n) => `B${n},${n % 5 === 0 ? 'C0000' : `c${n}`},2026-02-0${1 + (n % 9)} 10:00:00,${n}`,
      ),
    ]);
    await page.getByText('「C0000」占了 20.0%').waitFor();
    expect(await figures()).toMatchObject({ 总行数: '100', 事件: '100', 用户: '81', 不会导入: '0' });
    await page.getByRole('button', { name: '不代表具体的人，不导入' }).click();
    await page.getByText('这些标识的行不导入：C0000').waitFor();
    await page.locator('.import-reasons', { hasText: '20 × 用户标识不代表具体的人' }).waitFor();
    expect(await figures()).toMatchObject({ 事件: '80', 用户: '80', 不会导入: '20' });
    await start().click();
    await page.locator('.import-verdict', { hasText: '导入完成' }).waitFor();
    expect(await figures()).toEqual({ 总行数: '100', 事件: '80', 未导入: '20' });
  }, 60_000);

  it('says before and after that most rows are lost, without a green tick', async () => {
    await choose('lost.csv', [
      'user_id,paid_at,amount',
      ...range(40).map((n) => `${n % 10 === 0 ? `u${n}` : 'guest'},2026-03-01 10:00:00,${n}`),
    ]);
    await page.getByText('大部分行不会导入：40 行中有 36 行不符合要求').waitFor();
    await page.getByRole('button', { name: '只导入其余的行' }).click();
    await page.getByText('大部分行未导入：40 行中有 36 行不符合要求').waitFor();
    expect(await page.locator('.import-well').count()).toBe(0);
    await page.getByText('第 3、4、5、6、7 行 …').waitFor();
  }, 60_000);

  it('makes one order of its lines, and adds nothing of an overlapping file but what is new', async () => {
    const lines = (orders: number) => [
      '订单号,会员号,下单时间,商品,数量,金额',
      ...range(orders).flatMap((n) =>
        range(3).map((line) => `L${n},m${n % 5},2026-03-0${1 + (n % 9)} 10:00,茶${line},1,${line + 1}`),
      ),
    ];
    await choose('lines.csv', lines(6));
    await page.getByText('一次事件的多行明细，合为一次').waitFor();
    await page.locator('.import-count', { hasText: '事件' }).waitFor();
    expect(await figures()).toMatchObject({ 总行数: '18', 事件: '6', 用户: '5' });
    await start().click();
    await page.locator('.import-verdict', { hasText: '导入完成' }).waitFor();
    await choose('more.csv', lines(8));
    await page.locator('.import-count', { hasText: '已经导入过' }).waitFor();
    expect(await figures()).toMatchObject({ 总行数: '24', 事件: '2', 已经导入过: '6' });
    await start().click();
    await page.locator('.import-verdict').waitFor();
    expect(await figures()).toEqual({ 总行数: '24', 事件: '2', 已经导入过: '6', 未导入: '0' });
  }, 60_000);

  it('left nothing in the console', () => {
    expect(visitor.complaints.filter((text) => !text.includes('favicon'))).toEqual([]);
  });
});
