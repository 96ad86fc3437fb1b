import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** One import, as it is written. */
export interface Statement {
  readonly from: string;
  readonly specifier: string;
  /** What is taken by name; nothing where the whole module is. */
  readonly names: readonly string[];
  /** Types vanish when the code is built: they reach no browser and open nothing. */
  readonly typeOnly: boolean;
}

/** One import of one file of the repository by another, both as paths from the root. */
export interface Import extends Statement {
  readonly to: string;
}

/** One import of a package, or of a part of Node as `node:fs`. */
export interface PackageImport extends Statement {
  readonly name: string;
}

/** Files that only tests are made of. */
export function isTest(file: string): boolean {
  return /\.(test|bench)\.tsx?$|\/(testing|resilience)\/|\/testing[^/]*\.ts$/.test(file);
}

/** All TypeScript files of the product, as paths from the root. */
export function sourceFiles(folders = ['lib', 'loop', 'app', 'demo', 'bench', 'tooling']): string[] {
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
        join(folder, file),
      ),
    )
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
    .sort();
}

const statement =
  /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:([^'";]*?)\sfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

const read = new Map<string, readonly Statement[]>();

function statementsOf(file: string): readonly Statement[] {
  const known = read.get(file);
  if (known) return known;
  const text = readFileSync(join(root, file), 'utf8');
  const found = [...text.matchAll(statement)].map(([, type, names = '', specifier, dynamic]) => {
    const parts = namesIn(names);
    const onlyTypes = parts.length > 0 && parts.every((name) => name.startsWith('type '));
    return {
      from: file,
      specifier: specifier ?? dynamic ?? '',
      names: parts.map((name) => name.replace(/^type | as .*$/g, '')),
      typeOnly: Boolean(type) || onlyTypes,
    };
  });
  read.set(file, found);
  return found;
}

function namesIn(names: string): string[] {
  const list = /\{([\s\S]*)\}\s*$/.exec(names)?.[1] ?? '';
  const own = names.slice(0, names.indexOf('{') + 1).replace(/[{,]/g, '');
  return [own, ...list.split(',')].map((name) => name.trim()).filter(Boolean);
}

/** The imports of a file that lead to another file of the repository. */
export function importsOf(file: string): Import[] {
  return statementsOf(file).flatMap((one) => {
    const to = resolve(file, one.specifier);
    return to ? [{ ...one, to }] : [];
  });
}

/** The imports of a file that lead out of the repository. */
export function packagesOf(file: string): PackageImport[] {
  return statementsOf(file).flatMap((one) => {
    const name = /^(node:[\w/]+|@[\w.-]+\/[\w.-]+|[a-z][\w.-]*)/.exec(one.specifier)?.[1];
    return name ? [{ ...one, name }] : [];
  });
}

function resolve(file: string, specifier: string): string | undefined {
  const hash = /^#(lib|loop|app)\/(\w+(?:\/view)?)$/.exec(specifier);
  if (hash) return `${hash[1]}/${hash[2]}/index.ts`;
  if (specifier === '#demo') return 'demo/index.ts';
  if (!specifier.startsWith('.')) return undefined;
  return /\.tsx?$/.test(specifier) ? relative('.', normalize(join(dirname(file), specifier))) : undefined;
}

/** The module of a file, `layer/module`; beside the layers, the first folder. */
export function moduleOf(file: string): string {
  const [layer = '', module = ''] = file.split('/');
  return ['lib', 'loop', 'app'].includes(layer) ? `${layer}/${module}` : layer;
}

/** A circle of files, if following the given edges leads back to where one began. */
export function findCircle(edges: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (node: string): string[] | undefined => {
    const at = path.indexOf(node);
    if (at >= 0) return [...path.slice(at), node];
    if (done.has(node)) return undefined;
    path.push(node);
    for (const next of edges.get(node) ?? []) {
      const circle = visit(next);
      if (circle) return circle;
    }
    path.pop();
    done.add(node);
    return undefined;
  };
  for (const node of edges.keys()) {
    const circle = visit(node);
    if (circle) return circle;
  }
  return undefined;
}
