import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import type { Line, Section } from './section.ts';
import { sections } from './sections.ts';

/**
 * `[section …] [--write file]`: computes the sections named, or all, and prints them; with `--write`
 * their tables take the place of the former ones in the file.
 */
export async function main(words: readonly string[]): Promise<void> {
  const write = words.includes('--write') ? words[words.indexOf('--write') + 1] : undefined;
  const named = words.filter((word) => !word.startsWith('--') && word !== write);
  const unknown = named.filter((name) => !(name in sections));
  if (unknown.length > 0)
    throw new Error(`unknown section: ${unknown.join(', ')}; there are ${Object.keys(sections).join(', ')}`);
  for (const [name, section] of Object.entries(sections)) {
    if (named.length > 0 && !named.includes(name)) continue;
    const text = await run(section);
    if (write) replace(write, name, text);
  }
}

async function run({ title, about, lines }: Section): Promise<string> {
  const text = [`## ${title}`, '', about, '', machine(), '', '| | wanted | Linger | |', '|---|---|---|---|'];
  process.stdout.write(`\n${text.join('\n')}\n`);
  for await (const line of lines()) {
    const row = asRow(line);
    text.push(row);
    process.stdout.write(`${row}\n`);
  }
  return text.join('\n');
}

const asRow = ({ what, wanted, ours, met }: Line) =>
  `| ${what} | ${wanted} | ${ours} | ${met ? '✓' : '**short**'} |`;
const machine = () =>
  `${cpus().length} cores, ${Math.round(totalmem() / 1024 ** 3)} GiB, Node ${process.versions.node}.`;

function replace(file: string, name: string, text: string): void {
  const [start, end] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`];
  const page = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const block = `${start}\n${text}\n${end}`;
  const [before, rest] = page.split(start);
  writeFileSync(
    file,
    rest === undefined ? `${page.trimEnd()}\n\n${block}\n` : `${before}${block}${rest.split(end)[1]}`,
  );
}
