import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What a program would say hinders people on this page, however little, and headings that are not one `h1`. */
export async function hindrances(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: AxeCore };
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    const titles = [...document.querySelectorAll('h1')].filter((title) => title.checkVisibility());
    return [
      ...violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
      ),
      ...(titles.length === 1
        ? []
        : [`${titles.length} h1: ${titles.map((title) => title.textContent).join(' | ')}`]),
    ];
  });
}

interface AxeCore {
  run(
    context: Document,
    options: { resultTypes: string[] },
  ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** The words a reader sees, without what is data or code: cells, lists of events, people, snippets. */
export function wordsOn(page: Page): Promise<string> {
  return page.evaluate(() => {
    const data =
      'td, dd, .person-event, .ui-avatar, kbd, time, code, .ui-code, .anticon, .ant-segmented, .ui-options, .ui-pill, .ui-heat-label, [data-own], script, style';
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const words: string[] = [];
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (!parent || parent.closest(data) || !parent.checkVisibility()) continue;
      words.push(walker.currentNode.textContent ?? '');
    }
    for (const element of document.querySelectorAll('[placeholder], [aria-label], [title]')) {
      if (element.closest(data) || !element.checkVisibility()) continue;
      for (const name of ['placeholder', 'aria-label', 'title']) words.push(element.getAttribute(name) ?? '');
    }
    return words.join('\n');
  });
}

/** How far the page reaches beyond the right edge of the window. */
export function overhang(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}
