/** How long people are searched for. `node bench/people.mjs [people]` */
import { buildServer } from '../tooling/build-server.mjs';
import { bundle } from './bundle.mjs';

await buildServer();
const script = await bundle('bench-people', 'bench/people.ts');
const { searchBench } = await import(script);
await searchBench(Number(process.argv[2] ?? 2_500_000));
process.exit(0);
