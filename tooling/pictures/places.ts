import type { Page } from 'playwright-core';
import { type Call, type Language, settle } from './stage.ts';

/** What a picture shows: where it is, and what must be there before it is taken. */
export interface Place {
  readonly name: string;
  readonly sign: string;
  readonly path: (call: Call, language: Language) => string | Promise<string>;
}

const asked = (question: object & { readonly kind: string }) =>
  `/ask/${question.kind}?q=${encodeURIComponent(JSON.stringify(question))}`;

const buyers = { who: { did: { event: 'Order Paid' }, times: { op: 'atLeast', n: 2 } } };
const weekly = {
  kind: 'trend',
  span: { from: '2026-08-31', to: '2026-11-22' },
  unit: 'week',
  top: 4,
  series: [{ event: 'Order Paid', count: 'people' }],
  by: [{ property: 'channel', of: 'person' }],
};

/** The pictures of the demo company, in the order of the menu. */
export const places: readonly Place[] = [
  { name: 'home', sign: '.ui-figure', path: () => '/' },
  { name: 'sources', sign: 'canvas', path: () => '/collect' },
  { name: 'events', sign: 'td', path: () => '/collect/names' },
  { name: 'people', sign: 'td', path: () => '/people' },
  {
    name: 'person',
    sign: '.person-event',
    path: async (call) => {
      const { people } = await call<{ people: { person: string }[] }>('person/list', {
        who: buyers.who,
        limit: 1,
      });
      return `/people/${people[0]?.person}`;
    },
  },
  {
    name: 'segment',
    sign: '.ui-figure-value',
    path: (call, language) =>
      keep(call, 'segment', { zh: '复购顾客', en: 'Bought twice or more' }[language], buyers),
  },
  { name: 'retention', sign: '.ui-heat-cell', path: () => '/ask/retention' },
  { name: 'funnel', sign: '.ui-step-bar', path: () => '/ask/funnel' },
  { name: 'trend', sign: '.ask-headline', path: () => asked(weekly) },
  {
    name: 'question',
    sign: '.ask-headline',
    path: (call, language) =>
      keep(call, 'question', { zh: '每周下单人数', en: 'Buyers by week' }[language], weekly),
  },
];

/** Keeps something under a name and gives the path of its page. */
async function keep(call: Call, kind: string, name: string, body: object): Promise<string> {
  const { page } = await call<{ page: string }>('definition/save', { kind, name, body });
  return page;
}

/** Imports a file as a reader does; a picture is taken of how it is understood, and of the answer that it leads to. */
export async function importFile(
  page: Page,
  file: { readonly name: string; readonly text: string },
  take: (name: string) => Promise<void>,
): Promise<void> {
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: file.name, mimeType: 'text/csv', buffer: Buffer.from(file.text) });
  await settle(page, '.import-figures');
  await take('import');
  await page.locator('main button.ant-btn-primary').last().click();
  await page.locator('.import-next a.ant-btn-primary').click({ timeout: 60_000 });
  await settle(page, '.ui-heat-cell');
  await take('first-answer');
}
