/** `node bench/days.mjs FOLDER [events]`: how long the index of people by day takes, from nothing and for a day more. */
import { buildServer } from '../tooling/build-server.mjs';
import { bundle } from './bundle.mjs';

await buildServer();
const { main } = await import(await bundle('bench-days', 'bench/days.ts'));
await main(...process.argv.slice(2));
process.exit(); // the engine inside this process keeps threads of its own
