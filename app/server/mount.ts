import type { FastifyInstance } from 'fastify';
import { perform } from '#app/product';
import { callerOf, requireControl } from './caller.ts';
import { sendOutput } from './send-output.ts';
import type { ServerDeps } from './server-deps.ts';
import { signalOf } from './signal-of.ts';

/** Mounts every operation as `POST /api/<name>`. */
export function mount(server: FastifyInstance, deps: ServerDeps): void {
  for (const [name, { mostBytes }] of Object.entries(deps.operations)) {
    const limit = mostBytes === undefined ? {} : { bodyLimit: mostBytes };
    server.post(`/api/${name}`, limit, async (request, reply) => {
      const viewer = await callerOf(deps, request);
      const call = { signal: signalOf(reply), address: request.ip };
      return sendOutput(reply, await perform(deps, name, viewer, request.body ?? {}, call));
    });
  }
}

/** Mounts what only the terminal of the same machine may ask for as `POST /control/<name>`. */
export function mountControls(server: FastifyInstance, deps: ServerDeps): void {
  const { access, controls = {} } = deps;
  for (const name of Object.keys(controls)) {
    server.post(`/control/${name}`, async (request, reply) => {
      requireControl(deps, request);
      const viewer = await access.systemViewer(undefined, request.language);
      const call = { signal: signalOf(reply), address: request.ip };
      const product = { access, operations: controls };
      return sendOutput(reply, await perform(product, name, viewer, request.body ?? {}, call));
    });
  }
}
