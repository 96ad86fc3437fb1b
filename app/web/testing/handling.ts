import type { Page } from 'playwright-core';

const pressed =
  'a[href], button, input, select, textarea, summary, [role="button"], [role="option"], [role="tab"], [role="switch"], [role="menuitem"], tr[tabindex="0"]';

/** What a finger would miss: less than 44 px high or wide. Links within a text are as high as its lines. */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate((targets) => {
    const small = [...document.querySelectorAll<HTMLElement>(targets)].flatMap((element) => {
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return [];
      if (element.closest('[inert], [aria-hidden="true"], .ui-hidden, .shell-skip')) return [];
      if (element.matches(':disabled, [aria-disabled]')) return [];
      // a label, or what is drawn around a field, takes the finger for it
      const around =
        element.closest(
          'label, .ui-search, .ant-select, .ant-input-affix-wrapper, .ant-input-number, .ant-tabs-tab',
        ) ?? element;
      const inText = element.matches('a') && getComputedStyle(element).display === 'inline';
      const { width, height } = around.getBoundingClientRect();
      const area = getComputedStyle(around, '::after');
      const reach = area.content === 'none' ? 0 : -Number.parseFloat(area.top) * 2 || 0;
      if (inText || width === 0 || (height + reach >= 43.5 && width + reach >= 43.5)) return [];
      const name = `${element.tagName.toLowerCase()}.${element.className}`.slice(0, 80);
      return [`${name} ${Math.round(width)} × ${Math.round(height)}`];
    });
    return [...new Set(small)];
  }, pressed);
}

/** What shows nothing when the keyboard comes to it. */
export async function hiddenFocus(page: Page): Promise<string[]> {
  await page.keyboard.press('Tab');
  return page.evaluate(async () => {
    const look = (element: Element | null | undefined) => {
      if (!element) return '';
      const { outlineStyle, outlineWidth, boxShadow, borderColor, opacity } = getComputedStyle(element);
      return `${outlineStyle} ${outlineWidth} ${boxShadow} ${borderColor} ${opacity}`;
    };
    const silent = new Set<string>();
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    for (const element of document.querySelectorAll<HTMLElement>('a[href], button, input, [tabindex="0"]')) {
      if (!element.checkVisibility() || element.closest(':disabled, [inert], [aria-hidden="true"]')) continue;
      // a ring is drawn around a field, or on what stands for it
      const drawn = [
        element,
        element.nextElementSibling,
        element.closest('.ant-select, .ant-input-number, .ant-input-affix-wrapper, .ui-search, label'),
      ];
      const looks = () => [...drawn, ...element.children].map(look).join();
      const before = looks();
      element.focus({ preventScroll: true });
      if (looks() === before) await new Promise((done) => setTimeout(done, 50));
      const focused = document.activeElement === element;
      if (focused && looks() === before) silent.add(`${element.tagName.toLowerCase()}.${element.className}`);
      element.blur();
    }
    return [...silent];
  });
}
