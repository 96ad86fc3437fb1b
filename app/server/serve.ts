import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Words } from '#lib/core';
import { controls } from './controls.ts';
import { portForbidden, portTaken } from './faults.ts';
import { type HouseOptions, openHouse } from './house.ts';
import { compose } from './operations.ts';
import { routesOf } from './routes.ts';
import { createServer } from './server.ts';

export interface ServeOptions extends HouseOptions {
  readonly port: number;
  readonly host: string;
  readonly admin?: { readonly mail: string; readonly password: string };
  readonly webDir?: string;
  readonly log?: string;
}

/** Opens the house and serves it over HTTP. */
export async function serve(options: ServeOptions) {
  const house = await openHouse(options);
  try {
    const { access } = house;
    if (options.admin) await access.createAdmin(options.admin);
    const controlToken = randomBytes(32).toString('base64url');
    const server = await createServer({
      access,
      operations: compose(house),
      controls: controls(house),
      controlToken,
      routes: routesOf(house),
      webDir: options.webDir,
      healthy: house.healthy,
      log: options.log,
    });
    const address = await listen(server, options);
    return {
      address,
      controlToken,
      firstToken: await access.firstLink(),
      warnings: warningsFor(options.host),
      /** Takes nothing new, finishes what runs, closes the engines. */
      close: async () => {
        await server.close();
        await house.close();
      },
    };
  } catch (error) {
    await house.close();
    throw error;
  }
}

async function listen(server: FastifyInstance, { host, port }: ServeOptions): Promise<string> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EADDRINUSE') throw portTaken({ host, port }, error);
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw portForbidden({ host, port }, error);
    throw error;
  }
  const name = isAnywhere(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  const bound = server.server.address();
  return `http://${name}:${typeof bound === 'object' && bound ? bound.port : port}`;
}

const isAnywhere = (host: string) => host === '0.0.0.0' || host === '::';
const isLoopback = (host: string) => /^(127\.|::1$|localhost$)/.test(host);

function warningsFor(host: string): Words[] {
  if (isLoopback(host)) return [];
  return [
    {
      en: `listening on ${host}: others can reach this Linger; put an https proxy before it`,
      zh: `正在监听 ${host}:其他人可以访问,请在前面放置 https 反向代理`,
    },
  ];
}
