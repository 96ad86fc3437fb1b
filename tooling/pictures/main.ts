import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ordersCsv, simulate } from '#demo';
import { onlyPictureFont } from '../../app/web/testing/pictures.ts';
import { openBrowserWith, root } from '../../app/web/testing/product.ts';
import { importFile, places } from './places.ts';
import { palettePng, readPng } from './png.ts';
import { enter, furnish, type Language, settle, show, startStage } from './stage.ts';

const files: Readonly<Record<Language, string>> = { zh: '订单.csv', en: 'orders.csv' };
const folder = join(root, 'docs/images');

/** Takes all pictures, or those that are named, in both languages. */
export async function main(names: readonly string[]): Promise<void> {
  const wanted = (name: string) => names.length === 0 || names.includes(name);
  const [product, browser] = [await startStage(), await openBrowserWith(onlyPictureFont())];
  try {
    mkdirSync(folder, { recursive: true });
    const { page, call, first } = await enter(browser, product.address);
    const shops = await furnish(call);
    for (const language of ['zh', 'en'] as const) {
      const take = async (name: string) => {
        if (!wanted(name)) return;
        const picture = palettePng(readPng(await page.screenshot()));
        writeFileSync(join(folder, `${name}-${language}.png`), picture);
        console.log(`${name}-${language}.png ${Math.round(picture.length / 1000)} kB`);
      };
      await call('project/update', { name: { zh: '演示公司', en: 'Demo company' }[language] });
      for (const { name, sign, path } of places.filter((place) => wanted(place.name))) {
        await show(page, { language, project: first }, await path(call, language));
        await settle(page, sign);
        await take(name);
      }
      if (!['import', 'first-answer'].some(wanted)) continue;
      await show(page, { language, project: shops[language] }, '/collect/import');
      await importFile(page, { name: files[language], text: orders(language) }, take);
    }
  } finally {
    await browser.close();
    await product.stop();
  }
}

/** What a shop of middle size sold in eleven months, as its back office exports it. */
function orders(language: Language): string {
  return [...ordersCsv(simulate({ people: 1500, until: '2026-11-22', seed: 11, days: 330 }), language)].join(
    '',
  );
}
