import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root } from './imports.ts';

/** A page of the manual, or one of the pages at the root. */
export interface Page {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
  readonly headings: readonly { readonly level: number; readonly title: string }[];
  readonly blocks: readonly Block[];
}

/** A fenced block: its language, the words behind it and what stands in it. */
export interface Block {
  readonly language: string;
  readonly words: readonly string[];
  readonly code: string;
}

/** The pages that stand in both languages, English first. */
export function pairs(): readonly (readonly [en: Page, zh: Page])[] {
  const names = readdirSync(join(root, 'docs/en')).sort();
  return [
    [readPage('README.md'), readPage('README.zh.md')],
    ...names.map((name) => [readPage(`docs/en/${name}`), readPage(`docs/zh/${name}`)] as const),
  ];
}

/** Every page whose links must lead somewhere. */
export function allPages(): Page[] {
  const docs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' });
  const loose = readdirSync(root).filter((file) => file.endsWith('.md'));
  const within = docs.filter((file) => file.endsWith('.md')).map((file) => join('docs', file));
  return [...loose, ...within].sort().map(readPage);
}

export function readPage(path: string): Page {
  const text = readFileSync(join(root, path), 'utf8');
  const blocks = [...text.matchAll(/^```(\S*)([^\n]*)\n([\s\S]*?)^```$/gm)].map(
    ([, language = '', words = '', code = '']) => ({
      language,
      words: words.trim().split(/\s+/).filter(Boolean),
      code,
    }),
  );
  const headings = [...prose(text).matchAll(/^(#+) (.+)$/gm)].map(([, marks = '', title = '']) => ({
    level: marks.length,
    title,
  }));
  return { path, text, headings, blocks };
}

/** A link of a page to something of this repository, as a path from the root. */
export interface Link {
  readonly to: string;
  readonly anchor: string | undefined;
}

export function linksOf({ path, text }: Page): Link[] {
  const links = [...prose(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  return links
    .filter((link) => !/^(https?|mailto):/.test(link))
    .map((link) => {
      const [file = '', anchor] = link.split('#');
      return { to: file === '' ? path : relative(root, join(root, dirname(path), file)), anchor };
    });
}

/** What a heading is called in an address, as GitHub does it. */
export function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}

function prose(text: string): string {
  return text.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]]/g, ' '));
}

/** A page with the part between `<!-- generated: name -->` and `<!-- end -->` written anew. */
export function withGenerated(text: string, name: string, lines: readonly string[]): string {
  const part = new RegExp(`(<!-- generated: ${name} -->\\n)[\\s\\S]*?(<!-- end -->)`);
  if (!part.test(text)) throw new Error(`no place for generated ${name}`);
  return text.replace(part, (_, begin: string, end: string) => `${begin}\n${lines.join('\n')}\n\n${end}`);
}
