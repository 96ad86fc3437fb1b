import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The registries a plug-in can be laid in: where its folder stands, and how its line is put on the list. */
export const registries = {
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

/** Lays a plug-in's folder from the template of its registry and puts it on the list; gives the files it made. */
export function layPlugin(root, registryName, name) {
  const registry = Object.hasOwn(registries, registryName) ? registries[registryName] : undefined;
  if (!registry)
    throw new Error(`unknown registry: ${registryName}; there is ${Object.keys(registries).join(', ')}`);
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
    throw new Error(`not a name: ${name}; use lower case, such as cohort-value`);
  const folder = join(root, registry.folder, name);
  if (existsSync(folder)) throw new Error(`${registry.folder}/${name} is there already`);

  const templates = join(dirname(fileURLToPath(import.meta.url)), 'templates', registryName);
  const filled = fillOf(name);
  mkdirSync(folder);
  const made = readdirSync(templates).map((template) => {
    const file = filled(template.replace(/\.txt$/, ''));
    writeFileSync(join(folder, file), filled(readFileSync(join(templates, template), 'utf8')));
    return `${registry.folder}/${name}/${file}`;
  });
  const camel = camelOf(name);
  const key = name === camel ? name : `'${name}'`;
  const list = join(root, registry.list);
  const listed = readFileSync(list, 'utf8')
    .replace(
      /((?:^import .*\n)+)/m,
      (imports) => `${imports}import { ${camel} } from './${name}/${filled(registry.file)}';\n`,
    )
    .replace(
      registry.names,
      (_, head, names) => `${head}${names}, ${name === camel ? name : `${key}: ${camel}`} }`,
    );
  writeFileSync(list, listed);
  return [...made, registry.list];
}

const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);
const camelOf = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

function fillOf(name) {
  const words = name.replaceAll('-', ' ');
  const holes = { name, camel: camelOf(name), Name: capital(camelOf(name)), words, Words: capital(words) };
  return (text) => text.replace(/\{(name|camel|Name|words|Words)\}/g, (_, hole) => holes[hole]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [registryName = '', name = ''] = process.argv.slice(2);
  try {
    const root = dirname(dirname(fileURLToPath(import.meta.url)));
    for (const file of layPlugin(root, registryName, name)) console.log(file);
    console.log('then: npm run format, npx tsc --noEmit, npm test');
  } catch (error) {
    console.error(`${error.message}\nusage: npm run new ${Object.keys(registries).join('|')} <name>`);
    process.exitCode = 2;
  }
}
