import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  chromiumPath,
  goTo,
  openBrowser,
  openVisitor,
  type Product,
  prefer,
  startProduct,
  type Visitor,
} from '../../testing/product.ts';
import { hindrances, overhang, wordsOn } from '../../testing/reading.ts';

if (!chromiumPath)
  console.warn(
    'SKIPPED app/web/pages/names/names.test.ts: no Chromium here; install it or set LINGER_CHROMIUM',
  );

const password = 'slow-mountain-tea';

describe.skipIf(!chromiumPath && !process.env.CI)('naming events and properties', () => {
  let product: Product;
  let browser: Browser;
  let visitor: Visitor;
  let page: Page;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), openBrowser()]);
    visitor = await openVisitor(browser, product.address);
    page = visitor.page;
    await enter(page, product.link, 'boss@example.com');
    const { key } = (await operation(page, 'key/create', { kind: 'write', name: 'shop' })) as { key: string };
    const order = { type: 'track', event: 'Order Paid', userId: 'u-1' };
    const batch = [
      { ...order, properties: { city: '上海', amount: 20 } },
      { ...order, properties: { city: '北京' } },
      { ...order, event: 'App Opened' },
      { type: 'identify', userId: 'u-1', traits: { level: 'gold', city: '广州' } },
    ];
    const headers = { Authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` };
    expect((await page.request.post('/v1/batch', { headers, data: { batch } })).status()).toBe(200);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  }, 60_000);

  it('lists what has just arrived, the most frequent first', async () => {
    const listed = expect.poll(() => eventNames(page), { timeout: 15_000 });
    await listed.toEqual(['Order Paid', 'App Opened']);
    await page.goto('/collect/names');
    await page.getByRole('row', { name: /App Opened.* 1 / }).waitFor();
  }, 30_000);

  it('keeps a name with Enter, goes on to the row below, and takes it back with undo', async () => {
    const paid = page.getByLabel('Order Paid: 中文名');
    await paid.fill('支付订单');
    await paid.press('Enter');
    await page.getByText('已改名： Order Paid → 支付订单').waitFor();
    expect(await page.getByLabel('App Opened: 中文名').evaluate(isFocused)).toBe(true);
    await expect.poll(() => named(page)).toEqual([{ zh: '支付订单', en: '' }, nameless]);
    await page.getByRole('button', { name: '撤销' }).click();
    await expect.poll(() => paid.inputValue()).toBe('');
    expect(await named(page)).toEqual([nameless, nameless]);
  });

  it('keeps both languages when one is typed right after the other', async () => {
    await page.getByLabel('Order Paid: 中文名').fill('支付订单');
    await page.getByLabel('Order Paid: 英文名').fill('Order');
    await page.getByLabel('Order Paid: 英文名').press('Tab');
    await expect.poll(() => named(page)).toEqual([{ zh: '支付订单', en: 'Order' }, nameless]);
    const question = JSON.stringify({ kind: 'trend', series: [{ event: 'Order Paid', count: 'events' }] });
    await goTo(page, `/ask/trend?q=${encodeURIComponent(question)}`);
    await page.locator('.ask-headline', { hasText: '支付订单' }).waitFor();
    await goTo(page, '/collect/names');
  });

  it('takes typing back with Escape and says so when a name could not be saved', async () => {
    const opened = page.getByLabel('App Opened: 中文名');
    await opened.fill('打开');
    await opened.press('Escape');
    expect(await opened.inputValue()).toBe('');
    await page.route('**/api/catalogue/rename', (route) => route.abort());
    await opened.fill('打开应用');
    await opened.press('Tab');
    await page.getByRole('alert').getByText('连不上').waitFor();
    expect([await opened.inputValue(), await opened.getAttribute('aria-invalid')]).toEqual([
      '打开应用',
      'true',
    ]);
    await page.unroute('**/api/catalogue/rename');
    visitor.complaints.length = 0;
    await opened.focus();
    await opened.press('Tab');
    await expect.poll(() => named(page)).toEqual([expect.anything(), { zh: '打开应用', en: '' }]);
  });

  it('shows the properties of an event, how often they occur, and what they hold', async () => {
    await page.getByRole('button', { name: 'Order Paid', exact: true }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('row', { name: /amount.*数字.*50/ }).waitFor();
    await drawer.getByRole('row', { name: /city.*文本.*100/ }).waitFor();
    await drawer.getByLabel('city: 看取值').click();
    await page.getByText('最常见的取值').waitFor();
    expect(await page.locator('.names-values li').allTextContents()).toEqual(['上海1', '北京1']);
    await page.keyboard.press('Escape');
    await page.locator('.names-values').waitFor({ state: 'hidden' });
    await drawer.getByLabel('city: 中文名').fill('城市');
    await drawer.getByLabel('city: 中文名').press('Enter');
    await page.getByText('已改名： city → 城市').waitFor();
    expect(await hindrances(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });
  });

  it('finds by any of the names, and leaves only those without one', async () => {
    await page.getByPlaceholder('搜索名称').fill('支付');
    await expect.poll(() => page.locator('tbody tr').count()).toBe(1);
    await page.getByPlaceholder('搜索名称').fill('');
    await page.getByLabel('仅未命名').check();
    await expect.poll(() => page.locator('tbody code').allTextContents()).toEqual(['App Opened']);
    await page.getByText('用户属性').click();
    await expect.poll(() => page.locator('tbody code').allTextContents()).toEqual(['city', 'level']);
    await page.getByLabel('仅未命名').uncheck();
  });

  it('offers them by section, found by their sound, and adds one when it was chosen and not before', async () => {
    const question = JSON.stringify({ kind: 'trend', series: [{ event: 'Order Paid', count: 'events' }] });
    await goTo(page, `/ask/trend?q=${encodeURIComponent(question)}`);
    await page.locator('.ask-headline').waitFor();
    const asked = () => new URL(page.url()).searchParams.get('q');
    await page.getByRole('button', { name: '筛选', exact: true }).first().click();
    const ofPeople = page.getByRole('group', { name: '用户属性' });
    await ofPeople.getByRole('option').first().waitFor();
    expect(asked()).toBe(question);
    await page.getByRole('combobox').fill('cs');
    const options = page.getByRole('option');
    await expect.poll(() => options.allTextContents()).toEqual(['城市2100%', '城市1100%']);
    expect(await hindrances(page)).toEqual([]);
    await ofPeople.getByRole('option', { name: '城市' }).click();
    await page.getByRole('option', { name: '广州' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '用户属性: 城市' }).waitFor();
    await expect.poll(asked).toContain('"property":"city","of":"person","op":"is","values":["广州"]');
  });

  it.each([
    ['zh', 'light', /[A-Za-z]{3,}/g],
    ['en', 'dark', /[\u4e00-\u9fff]+/g],
  ] as const)('speaks %s (%s), hinders nobody and fits a phone', async (language, mode, strange) => {
    await prefer(page, { language, mode });
    for (const part of ['events', 'ofEvents', 'ofPeople']) {
      await goTo(page, `/collect/names?part=${part}`);
      await page.locator('tbody td').first().waitFor();
      const words = (await wordsOn(page)).replace(
        /Linger|留客|Ctrl|我的项目|中文：切换到中文|^中$|English|EN/gm,
        '',
      );
      expect.soft(words.match(strange) ?? [], part).toEqual([]);
      expect.soft(await hindrances(page), part).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      await expect.poll(() => overhang(page)).toBe(0);
      await page.setViewportSize({ width: 1440, height: 900 });
    }
    expect(visitor.complaints).toEqual([]);
  });

  it('lets a viewer look and change nothing', async () => {
    const asked = { email: 'viewer@example.com', role: 'viewer' };
    const { token } = (await operation(page, 'member/invite', asked)) as { token: string };
    const viewer = await openVisitor(browser, product.address);
    await enter(viewer.page, `${product.address}/welcome#${token}`, undefined);
    await viewer.page.goto('/collect/names');
    await viewer.page.getByRole('cell', { name: '支付订单' }).waitFor();
    expect(await viewer.page.locator('tbody input').count()).toBe(0);
    await viewer.page.getByText('分析师和所有者可以改名').waitFor();
    await viewer.context.close();
  });
});

const nameless = { zh: '', en: '' };
const isFocused = (element: Element) => element === document.activeElement;

/** Comes in by a one-time link, as a new account. */
async function enter(page: Page, link: string, email: string | undefined): Promise<void> {
  await page.goto(link);
  if (email) await page.getByLabel('邮箱').fill(email);
  await page.getByLabel('密码').fill(password);
  await page.locator('button[type="submit"]').click();
  await page.getByRole('navigation').waitFor();
}

/** Calls an operation as the one who is logged in, in their first project. */
async function operation(page: Page, name: string, data: object): Promise<unknown> {
  const session = (await (await page.request.get('/api/session')).json()) as {
    csrf: string;
    projects: { id: number }[];
  };
  const headers = { 'Linger-Csrf': session.csrf, 'Linger-Project': String(session.projects[0]?.id) };
  const response = await page.request.post(`/api/${name}`, { headers, data });
  expect(response.status(), name).toBe(200);
  return response.json();
}

interface Listed {
  readonly events: readonly { name: string; named: { zh: string; en: string } }[];
}

const events = async (page: Page) => ((await operation(page, 'event/list', {})) as Listed).events;
const eventNames = async (page: Page) => (await events(page)).map(({ name }) => name);
const named = async (page: Page) => (await events(page)).map((event) => event.named);
