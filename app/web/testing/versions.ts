import type { Page } from 'playwright-core';
import { goTo } from './product.ts';

/** Renames a saved question, looks at its versions, takes the first again, throws it away and takes it back. */
export async function liveThrough(page: Page, name: string, other: string): Promise<void> {
  const line = (shown: string) => page.getByRole('cell', { name: `收藏 ${shown}` });
  const menu = async (shown: string, item: string) => {
    await page.getByRole('button', { name: `更多操作: ${shown}` }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  await goTo(page, '/questions');
  await menu(name, '重命名');
  await page.getByRole('dialog').getByLabel('名称').fill(other);
  await page.getByRole('dialog').getByLabel('名称').press('Enter');
  await line(other).waitFor();
  await menu(other, '历史版本');
  const changed = page
    .getByRole('dialog')
    .locator('dd')
    .filter({ hasText: `${name} → ${other}` });
  await changed.waitFor();
  await page.getByRole('button', { name: '恢复到这一版' }).last().click();
  await page.getByText('恢复自第 1 版').waitFor();
  await page.keyboard.press('Escape');
  await changed.waitFor({ state: 'detached' });
  await menu(name, '删除');
  await line(name).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '撤销' }).click();
  await line(name).waitFor();
  await goTo(page, '/ask/trend');
  await page.locator('.ask-headline').waitFor();
}
