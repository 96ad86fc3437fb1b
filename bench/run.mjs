/** `npm run bench [-- events …] [--folder path] [--runs n] [--only name] [--write docs/performance.md]`: bundles the bench and runs it. */
import { buildServer } from '../tooling/build-server.mjs';
import { bundle } from './bundle.mjs';

await buildServer();
const script = await bundle('bench', 'bench/main.ts');
const { main } = await import(script);
await main(process.argv.slice(2));
process.exit(); // the engine inside this process keeps threads of its own
