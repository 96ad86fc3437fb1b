import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** One import of one file of the house by another, both as paths from the root. */
export interface Import {
  readonly from: string;
  readonly to: string;
  /** Types vanish when the code is built: they make no circle and reach no browser. */
  readonly typeOnly: boolean;
}

/** All TypeScript files of the product, as paths from the root. */
export function sourceFiles(folders = ['lib', 'loop', 'app', 'demo', 'bench', 'house']): string[] {
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

/** The imports of a file that lead to another file of the house. */
export function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(statement)].flatMap(([, type, names, specifier, dynamic]) => {
    const to = resolve(file, specifier ?? dynamic ?? '');
    return to ? [{ from: file, to, typeOnly: Boolean(type) || onlyTypes(names) }] : [];
  });
}

function onlyTypes(names: string | undefined): boolean {
  const list = names?.match(/^\s*\{([\s\S]*)\}\s*$/)?.[1];
  if (list === undefined) return false;
  const parts = list
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  return parts.length > 0 && parts.every((name) => name.startsWith('type '));
}

function resolve(file: string, specifier: string): string | undefined {
  const hash = /^#(lib|loop|app)\/(\w+(?:\/view)?)$/.exec(specifier);
  if (hash) return `${hash[1]}/${hash[2]}/index.ts`;
  if (specifier === '#demo') return 'demo/index.ts';
  if (!specifier.startsWith('.')) return undefined;
  return /\.tsx?$/.test(specifier) ? relative('.', normalize(join(dirname(file), specifier))) : undefined;
}

/** The room of a file, `floor/room`; beside the floors, the first folder. */
export function roomOf(file: string): string {
  const [floor = '', room = ''] = file.split('/');
  return ['lib', 'loop', 'app'].includes(floor) ? `${floor}/${room}` : floor;
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
