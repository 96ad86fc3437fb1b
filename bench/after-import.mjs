/** How long questions take while a large file comes in and until all has settled. `node bench/after-import.mjs [events before] [events imported]` */
import { buildServer } from '../tooling/build-server.mjs';
import { bundle } from './bundle.mjs';

await buildServer();
const script = await bundle('bench-after-import', 'bench/after-import.ts');
const { afterImport } = await import(script);
const [before = 4_000_000, imported = 4_000_000] = process.argv.slice(2).map(Number);
await afterImport(before, imported);
process.exit(0);
