import type { FastifyInstance } from 'fastify';
import { perform } from '#app/product';
import { callerOf, requireControl } from './caller.ts';
import { sendOutput } from './send-output.ts';
import type { Door } from './served.ts';
import { signalOf } from './signal-of.ts';

/** Mounts every operation as `POST /api/<name>`. */
export function mount(server: FastifyInstance, door: Door): void {
  for (const [name, { mostBytes }] of Object.entries(door.operations)) {
    const limit = mostBytes === undefined ? {} : { bodyLimit: mostBytes };
    server.post(`/api/${name}`, limit, async (request, reply) => {
      const viewer = await callerOf(door, request);
      const call = { signal: signalOf(reply), address: request.ip };
      return sendOutput(reply, await perform(door, name, viewer, request.body ?? {}, call));
    });
  }
}

/** Mounts what only the terminal of the same machine may ask for as `POST /control/<name>`. */
export function mountControls(server: FastifyInstance, door: Door): void {
  const { access, controls = {} } = door;
  for (const name of Object.keys(controls)) {
    server.post(`/control/${name}`, async (request, reply) => {
      requireControl(door, request);
      const viewer = await access.insider(undefined, request.language);
      const call = { signal: signalOf(reply), address: request.ip };
      const house = { access, operations: controls };
      return sendOutput(reply, await perform(house, name, viewer, request.body ?? {}, call));
    });
  }
}
