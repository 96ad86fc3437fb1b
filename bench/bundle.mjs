import { build } from 'esbuild';
import { nodeBundle } from '../tooling/build-server.mjs';

/** Bundles a bench's TypeScript as `dist/<name>.js`; answers its path. */
export async function bundle(name, entry) {
  await build({ ...nodeBundle, entryPoints: { [name]: entry } });
  return `${nodeBundle.absWorkingDir}dist/${name}.js`;
}
