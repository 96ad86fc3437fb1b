/** How fast a file of orders is imported, beside the bare engine. `node bench/import.mjs [rows] [rounds]` */
import { buildServer } from '../tooling/build-server.mjs';
import { bundle } from './bundle.mjs';

await buildServer();
const script = await bundle('bench-import', 'bench/import.ts');
const { importBench } = await import(script);
const [rows = 2_000_000, rounds = 5] = process.argv.slice(2).map(Number);
await importBench(rows, rounds);
process.exit(0);
