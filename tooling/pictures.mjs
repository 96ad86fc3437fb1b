/** `npm run pictures [-- name …]`: starts the product with simulated data and takes the pictures of docs/images/. */
import { build } from 'esbuild';
import { nodeBundle } from './build-server.mjs';
import { prepare, root } from './prepare.mjs';

prepare();
// as deep in dist/ as in the sources: what it is made of finds the root from where it stands
await build({
  ...nodeBundle,
  outdir: 'dist/tooling/pictures',
  entryPoints: { main: 'tooling/pictures/main.ts' },
});
const { main } = await import(`${root}/dist/tooling/pictures/main.js`);
await main(process.argv.slice(2));
