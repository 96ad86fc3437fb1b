/** `npm run bench:board [-- events] [--folder path]`: bundles the bench of a board and runs it on the product as it is shipped. */
import { buildServer } from '../tooling/build-server.mjs';
import { bundle } from './bundle.mjs';

await buildServer();
const script = await bundle('board', 'bench/board.ts');
const { main } = await import(script);
await main(process.argv.slice(2));
process.exit();
