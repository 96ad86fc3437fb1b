import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Line, Section } from './section.ts';
import { sections } from './sections.ts';

/** What `[section …] [--write file]` asks for: the sections named, or all. */
export function chosen(words: readonly string[]): { names: string[]; write?: string } {
  const write = words.includes('--write') ? words[words.indexOf('--write') + 1] : undefined;
  const named = words.filter((word) => !word.startsWith('--') && word !== write);
  const unknown = named.filter((name) => !(name in sections));
  if (unknown.length > 0)
    throw new Error(`unknown section: ${unknown.join(', ')}; there are ${Object.keys(sections).join(', ')}`);
  return { names: named.length > 0 ? named : Object.keys(sections), write };
}

/** Computes a section and prints it; its text takes the place of the former one in the file to write. */
async function run(name: string, { title, about, lines }: Section, write?: string): Promise<void> {
  const text = [`## ${title}`, '', about, '', machine(), '', '| | wanted | Linger | |', '|---|---|---|---|'];
  process.stdout.write(`\n${text.join('\n')}\n`);
  for await (const line of lines()) {
    const row = asRow(line);
    text.push(row);
    process.stdout.write(`${row}\n`);
  }
  if (write) replace(write, name, text.join('\n'));
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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { names, write } = chosen(process.argv.slice(2));
  for (const name of names) await run(name, sections[name]!, write);
}
