import { buildServer } from './build-server.mjs';

/** Tests run against the engine's process as it is shipped. */
export async function setup(): Promise<void> {
  await buildServer(['engine']);
}
