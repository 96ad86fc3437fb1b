import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Bundles a bench's TypeScript as `dist/<name>.js`; answers its path. */
export async function bundle(name, entry) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  await build({
    absWorkingDir: root,
    entryPoints: { [name]: entry },
    outdir: 'dist',
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  });
  return `${root}dist/${name}.js`;
}
