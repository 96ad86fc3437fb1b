import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settings as known } from '../app/command/settings/settings.ts';
import { linger } from '../app/command/testing.ts';
import { snippets } from '../app/web/pages/keys/snippets.ts';
import {
  allFaults,
  analysisTable,
  declaredCodes,
  exampleQuestions,
  faultTable,
  operationTable,
  reasonTable,
} from './docs-generated.ts';
import { allPages, anchorOf, linksOf, type Page, pairs, readPage, withGenerated } from './docs-pages.ts';
import { hasCurl, hasRequests, openStage, outputsOf, runPage, type Stage } from './docs-run.ts';
import { root } from './imports.ts';

/** The first hour begins with an empty installation and ends with the demo company, which later pages ask about. */
const order = [
  'README',
  'first-hour',
  'import-files',
  'send-events',
  'questions',
  'people',
  'production',
  'api',
];
const place = ({ path }: Page) => order.findIndex((name) => path.includes(name));
const both = [...pairs()].sort(([a], [b]) => place(a) - place(b));
const running = both.filter(([en]) => place(en) >= 0);
const named = (list: typeof both) => list.map(([en, zh]) => [en.path, en, zh] as const);

if (!hasCurl) console.warn('docs: curl is not here, so the commands and snippets of the manual are not run');
if (!hasRequests) console.warn('docs: python3 with requests is not here, so the Python snippets are not run');

describe.each(named(both))('the manual in both languages: %s', (_, en, zh) => {
  it('has the same headings', () => {
    expect(zh.headings.map(({ level }) => level)).toEqual(en.headings.map(({ level }) => level));
  });

  it('has the same code', () => {
    const code = ({ blocks }: Page) =>
      blocks.map(({ language, words, code }) => [language, ...words, words.includes('output') || code]);
    expect(code(zh)).toEqual(code(en));
  });
});

describe('the links of the manual', () => {
  it.each(allPages().map((page) => [page.path, page] as const))('lead somewhere: %s', (_, page) => {
    const lost = linksOf(page).filter(({ to, anchor }) => {
      if (!existsSync(join(root, to))) return true;
      const titles = anchor === undefined ? [] : readPage(to).headings.map(({ title }) => anchorOf(title));
      return anchor !== undefined && !titles.includes(anchor);
    });
    expect(lost).toEqual([]);
  });

  it('name only scripts that are there', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
    const told = allPages().flatMap(({ text }) =>
      [...text.matchAll(/\bnpm (?:run )?(start|test|bench|build|check|format|new)\b/g)].map(
        ([, name]) => name,
      ),
    );
    expect([...new Set(told)].filter((name) => !Object.hasOwn(scripts, name ?? ''))).toEqual([]);
  });
});

describe('the manual and the started product', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  }, 120_000);
  afterAll(() => stage?.close(), 30_000);

  describe.skipIf(!hasCurl)('run as they stand', () => {
    it.each(named(running))(
      'the commands, questions and snippets of %s',
      async (_, en, zh) => {
        const said = await runPage(en, stage);
        for (const { by, expected } of outputsOf(en)) expect(plain(said.get(by))).toContain(plain(expected));
        const asked = en.blocks.flatMap(({ words }, at) => (words.includes('question') ? [at] : []));
        for (const at of asked) expect(JSON.parse(said.get(at) ?? '').definition.en).toBeTruthy();
        const shown = outputsOf(zh);
        const again = await runPage(zh, stage, {
          locale: 'zh_CN.UTF-8',
          only: (at) => shown.some(({ by }) => by === at),
        });
        for (const { by, expected } of shown) expect(plain(again.get(by))).toContain(plain(expected));
      },
      60_000,
    );

    it('the snippets on the page of keys', async () => {
      const blocks = snippets(stage.address, stage.writeKey).map(({ label, code }) => {
        const language = label.en.includes('curl') ? 'sh' : label.en.startsWith('Python') ? 'python' : 'js';
        return { language, words: [], code: code.replaceAll('u-1001', 'u-3001') };
      });
      await runPage({ path: 'app/web/pages/keys', text: '', headings: [], blocks }, stage);
    }, 120_000);

    it('and what the snippets sent has arrived', async () => {
      const ids = [
        'u-1001',
        'u-1002',
        'u-1003',
        'u-1004',
        ...(hasRequests ? ['u-1005'] : []),
        'u-2001',
        'u-3001',
      ];
      await expect.poll(() => missingOf(ids, stage), { timeout: 10_000, interval: 200 }).toEqual([]);
    });
  });

  it('name every setting and every option of the import', async () => {
    const settings = (await linger(['--help'])).out.match(/\b(?:LINGER_\w+|\w+_URL)\b/g) ?? [];
    const options = (await linger(['import', '--help'])).out.match(/--[a-z-]+/g) ?? [];
    expect(new Set(settings)).toEqual(new Set(Object.keys(known)));
    const { text: production } = readPage('docs/en/production.md');
    const { text: files } = readPage('docs/en/import-files.md');
    expect(settings.filter((name) => !production.includes(`\`${name}\``))).toEqual([]);
    expect(options.filter((name) => !files.includes(name) && name !== '--help')).toEqual([]);
  });

  it.each(['en', 'zh'] as const)('agree on the faults and the operations: %s', async (language) => {
    const faults = await allFaults();
    expect(faults.map(({ code }) => code)).toEqual(declaredCodes());
    const openApi = await (await fetch(`${stage.address}/api/openapi.json`)).json();
    agree(`docs/${language}/faults.md`, 'faults', faultTable(faults, language));
    agree(`docs/${language}/faults.md`, 'reasons', reasonTable(language));
    agree(`docs/${language}/api.md`, 'operations', operationTable(openApi, language));
    agree(`docs/${language}/questions.md`, 'analyses', analysisTable(language));
    agree(`docs/${language}/questions.md`, 'examples', exampleQuestions(language));
  });
});

/** With `UPDATE_DOCS=1` the page is written anew, else it must already say what the code says. */
function agree(path: string, part: string, lines: readonly string[]): void {
  const { text } = readPage(path);
  const fresh = withGenerated(text, part, lines);
  if (process.env.UPDATE_DOCS) writeFileSync(join(root, path), fresh);
  else expect(text).toBe(fresh);
}

/** Without blanks at the ends of lines, and with one kind of punctuation: a terminal's words are not always typed like a page's. */
const plain = (said = '') =>
  said
    .normalize('NFKC')
    .replace(/[ \t]+$/gm, '')
    .trim();

async function missingOf(ids: readonly string[], { address, apiKey }: Stage): Promise<string[]> {
  const found = await Promise.all(
    ids.map(async (search) => {
      const response = await fetch(`${address}/api/person/list`, {
        method: 'POST',
        headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
        body: JSON.stringify({ search }),
      });
      const { total } = (await response.json()) as { total: number };
      return total > 0;
    }),
  );
  return ids.filter((_, at) => !found[at]);
}
