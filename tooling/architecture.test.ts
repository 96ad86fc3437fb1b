import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  findCircle,
  type Import,
  importsOf,
  isTest,
  moduleOf,
  type PackageImport,
  packagesOf,
  root,
  sourceFiles,
} from './imports.ts';
import { drawing, inBrowser, packages } from './packages.ts';
import { browserEntry, layers, limits, registries, serverOnly } from './plan.ts';

const files = sourceFiles();
const imports = files.flatMap(importsOf);
const production = imports.filter(({ from }) => !isTest(from));
const rank = new Map<string, number>(
  Object.entries(layers).flatMap(([layer, modules], height) =>
    modules.map((module, place) => [`${layer}/${module}`, height * 100 + place] as const),
  ),
);
const say = ({ from, to }: Import) => `${from} → ${to}`;
const crossing = production.filter(
  ({ from, to }) => moduleOf(from) !== moduleOf(to) && rank.has(moduleOf(from)),
);

const outside = files.filter((file) => !isTest(file)).flatMap(packagesOf);
const sayOutside = ({ from, name }: PackageImport) => `${from} → ${name}`;
const isListed = (names: readonly string[], name: string) =>
  names.some((one) => (one.endsWith('/') ? name.startsWith(one) : name === one));
const reachedByBrowser = browserFiles();

describe('the architecture', () => {
  it('has no module that is not in the plan', () => {
    const modules = new Set(files.map(moduleOf).filter((module) => module.includes('/')));
    expect([...modules].filter((module) => !rank.has(module))).toEqual([]);
  });

  it('imports only down and left', () => {
    const wrong = crossing.filter(
      ({ from, to }) => (rank.get(moduleOf(to)) ?? Number.POSITIVE_INFINITY) >= rank.get(moduleOf(from))!,
    );
    expect(wrong.filter(({ to }) => to !== 'demo/index.ts').map(say)).toEqual([]);
  });

  it('enters another module only through its index', () => {
    expect(
      crossing.filter(({ to }) => !/^\w+\/\w+(\/view)?\/index\.ts$|^demo\/index\.ts$/.test(to)).map(say),
    ).toEqual([]);
  });

  it('lets no page be imported by another, nor by anything but the list of pages', () => {
    const pageOf = (file: string) => /^app\/web\/pages\/([^/]+)/.exec(file)?.[1];
    const wrong = production.filter(
      ({ from, to }) => pageOf(to) && pageOf(to) !== pageOf(from) && from !== 'app/web/app.tsx',
    );
    expect(wrong.map(say)).toEqual([]);
  });

  it('never lets the browser reach store, jobs, server or command', () => {
    const forbidden = [...reachedByBrowser].filter((file) =>
      serverOnly.some((module) => moduleOf(file) === module),
    );
    expect(forbidden).toEqual([]);
  });

  it('lets nothing of Node into the browser, and of packages only those that run there', () => {
    const wrong = outside.filter(
      ({ from, name, typeOnly }) =>
        reachedByBrowser.has(from) &&
        !typeOnly &&
        !isListed(inBrowser, name) &&
        !from.endsWith('vite.config.ts'),
    );
    expect(wrong.map(sayOutside)).toEqual([]);
  });

  it('draws only in files that reach a browser', () => {
    expect(reachedByBrowser.size).toBeGreaterThan(200);
    const wrong = outside.filter(
      ({ from, name, typeOnly }) => !typeOnly && isListed(drawing, name) && !reachedByBrowser.has(from),
    );
    expect(wrong.map(sayOutside)).toEqual([]);
  });

  it('imports only packages and parts of Node that are decided for the module, for types too', () => {
    const wrong = outside.filter(
      ({ from, name }) => moduleOf(from) in packages && !isListed(packages[moduleOf(from)]!, name),
    );
    expect(wrong.map(sayOutside)).toEqual([]);
  });

  it('decides on packages for every module, and on none that the module does not import', () => {
    expect([...rank.keys()].filter((module) => !(module in packages))).toEqual([]);
    const unused = Object.entries(packages).flatMap(([module, names]) =>
      names
        .filter((name) => !outside.some((one) => moduleOf(one.from) === module && isListed([name], one.name)))
        .map((name) => `${module}: ${name}`),
    );
    expect(unused).toEqual([]);
  });

  it('has no circle of imports, of types neither', () => {
    const edges = new Map<string, string[]>(files.map((file) => [file, []]));
    for (const { from, to } of imports) edges.get(from)?.push(to);
    expect(findCircle(edges)).toBeUndefined();
  });

  it('imports no file that is not there', () => {
    expect(imports.filter(({ to }) => !existsSync(join(root, to))).map(say)).toEqual([]);
  });

  it(`has no folder of more than ${limits.filesPerFolder} files beside its tests`, () => {
    const counts = new Map<string, number>();
    for (const file of files.filter((one) => !isTest(one)))
      counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    expect([...counts].filter(([, count]) => count > limits.filesPerFolder)).toEqual([]);
  });

  it(`has no file over ${limits.linesPerFile} lines`, () => {
    const long = files
      .filter((file) => !file.endsWith('.data.ts'))
      .map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length - 1 }))
      .filter(({ lines }) => lines > limits.linesPerFile);
    expect(long).toEqual([]);
  });

  it('has no junk drawers', () => {
    expect(
      files.filter((file) => /\/(utils?|helpers?|common|shared|misc|types|manager)\.tsx?$/.test(file)),
    ).toEqual([]);
  });
});

describe.each(Object.entries(registries))('the registry %s', (_, registry) => {
  const names = plugins(registry.folder);

  it('has plug-ins', () => {
    expect(names.length).toBeGreaterThan(0);
  });

  it.each(names)('%s is whole and listed', (name) => {
    const missing = registry.parts
      .map((part) => part.replace('{name}', name))
      .filter((part) => !existsSync(join(root, registry.folder, name, part)));
    expect(missing).toEqual([]);
    expect(readFileSync(join(root, registry.list), 'utf8')).toMatch(
      new RegExp(`\\./${name}/${name}\\.tsx?'`),
    );
  });

  it.each(names)('%s sees only its contract, the tools and itself', (name) => {
    const own = `${registry.folder}/${name}/`;
    const wrong = production.filter(
      ({ from, to }) =>
        from.startsWith(own) &&
        !to.startsWith(own) &&
        !registry.contract.includes(to) &&
        (to.startsWith(`${registry.folder}/`) || !registry.sees.includes(moduleOf(to))),
    );
    expect(wrong.map(say)).toEqual([]);
  });

  it.each(names)('%s imports no package but those of its registry', (name) => {
    const wrong = outside.filter(
      (one) => one.from.startsWith(`${registry.folder}/${name}/`) && !isListed(registry.packages, one.name),
    );
    expect(wrong.map(sayOutside)).toEqual([]);
  });
});

/** Files whose code comes to run in a browser: those that it begins with or loads by their place, and what these import. */
function browserFiles(): ReadonlySet<string> {
  const next = new Map<string, string[]>();
  for (const { from, to, typeOnly } of production)
    if (!typeOnly) next.set(from, [...(next.get(from) ?? []), to]);
  const loaded = Object.values(registries).flatMap(({ folder }) =>
    plugins(folder).flatMap((name) => ['view.tsx', 'about.ts'].map((part) => `${folder}/${name}/${part}`)),
  );
  const reached = new Set([browserEntry, ...loaded.filter((file) => files.includes(file))]);
  for (const file of reached) for (const to of next.get(file) ?? []) reached.add(to);
  return reached;
}

function plugins(folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}
