import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The shelves a plug-in can be laid on: where its folder stands, and how its line is put on the list. */
export const shelves = {
  analysis: {
    folder: 'loop/ask/analyses',
    list: 'loop/ask/analyses/index.ts',
    file: '{name}.ts',
    names: /(export const analyses = \{)([^}]*?),?\s*\}/,
  },
  chart: {
    folder: 'lib/ui/charts',
    list: 'lib/ui/charts/index.ts',
    file: '{name}.tsx',
    names: /(export const charts = \{)([^}]*?),?\s*\}/,
  },
};

/** Lays a plug-in's folder from the template of its shelf and puts it on the list; gives the files it made. */
export function layPlugin(root, shelfName, name) {
  const shelf = Object.hasOwn(shelves, shelfName) ? shelves[shelfName] : undefined;
  if (!shelf) throw new Error(`unknown shelf: ${shelfName}; there is ${Object.keys(shelves).join(', ')}`);
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
    throw new Error(`not a name: ${name}; use lower case, such as cohort-value`);
  const folder = join(root, shelf.folder, name);
  if (existsSync(folder)) throw new Error(`${shelf.folder}/${name} is there already`);

  const templates = join(dirname(fileURLToPath(import.meta.url)), 'templates', shelfName);
  const filled = fillOf(name);
  mkdirSync(folder);
  const made = readdirSync(templates).map((template) => {
    const file = filled(template.replace(/\.txt$/, ''));
    writeFileSync(join(folder, file), filled(readFileSync(join(templates, template), 'utf8')));
    return `${shelf.folder}/${name}/${file}`;
  });
  const camel = camelOf(name);
  const key = name === camel ? name : `'${name}'`;
  const list = join(root, shelf.list);
  const listed = readFileSync(list, 'utf8')
    .replace(
      /((?:^import .*\n)+)/m,
      (imports) => `${imports}import { ${camel} } from './${name}/${filled(shelf.file)}';\n`,
    )
    .replace(
      shelf.names,
      (_, head, names) => `${head}${names}, ${name === camel ? name : `${key}: ${camel}`} }`,
    );
  writeFileSync(list, listed);
  return [...made, shelf.list];
}

const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);
const camelOf = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

function fillOf(name) {
  const words = name.replaceAll('-', ' ');
  const holes = { name, camel: camelOf(name), Name: capital(camelOf(name)), words, Words: capital(words) };
  return (text) => text.replace(/\{(name|camel|Name|words|Words)\}/g, (_, hole) => holes[hole]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [shelfName = '', name = ''] = process.argv.slice(2);
  try {
    const root = dirname(dirname(fileURLToPath(import.meta.url)));
    for (const file of layPlugin(root, shelfName, name)) console.log(file);
    console.log('then: npm run format, npx tsc --noEmit, npm test');
  } catch (error) {
    console.error(`${error.message}\nusage: npm run new ${Object.keys(shelves).join('|')} <name>`);
    process.exitCode = 2;
  }
}
