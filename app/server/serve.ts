import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createTrial } from 'node:net';
import { hostname } from 'node:os';
import type { FastifyInstance } from 'fastify';
import type { ProductOptions } from '#app/product';
import {
  backUpDaily,
  clockWarnings,
  compose,
  controls,
  folderWarnings,
  limitNotes,
  openProduct,
  usualBackups,
} from '#app/product';
import { hearTroubles, type Words } from '#lib/core';
import { callerOf } from './caller.ts';
import { portForbidden, portTaken } from './faults.ts';
import type { PublicAddress } from './public-address.ts';
import { publicRequestsOf } from './public-requests.ts';
import { routesOf } from './routes.ts';
import { createServer } from './server.ts';

export interface ServeOptions extends ProductOptions {
  readonly port: number;
  readonly host: string;
  readonly admin?: { readonly email: string; readonly password: string };
  /** Where people reach it, when that is not where it listens. */
  readonly publicAddress?: PublicAddress;
  /** More names it is reached under. */
  readonly names?: readonly string[];
  readonly webDir?: string;
  readonly log?: string;
}

/** Trouble that ends by itself within this time is nobody's business. */
const PASSING_MS = 10_000;

/** How long requests under way may take when we are told to stop. */
const patienceMs = 5000;

/** Opens the product and serves it over HTTP. */
export async function serve(options: ServeOptions) {
  await probe(options);
  const product = await openProduct(options, 'make');
  try {
    const { access } = product;
    const { publicAddress } = options;
    if (options.admin) await access.createAdmin(options.admin);
    const controlToken = randomBytes(32).toString('base64url');
    const server = await createServer({
      access,
      operations: compose(product),
      controls: controls(product),
      controlToken,
      publicRequests: publicRequestsOf(product),
      routes: routesOf(
        product,
        (request) => callerOf({ access, controlToken, publicAddress }, request),
        publicAddress,
      ),
      publicAddress,
      names: [hostname(), options.host, ...(options.names ?? [])],
      webDir: options.webDir,
      healthy: product.healthy,
      // a restart of the engine is no news yet
      eventsWait: () => product.collect.backlog().troubled > PASSING_MS,
      log: options.log,
    });
    await backUpDaily(product, options.backups ?? usualBackups, server.log);
    const address = await listen(server, options);
    const stopHearing = hearTroubles((what, err, keptBack) => server.log.error({ err, keptBack }, what));
    return {
      address,
      controlToken,
      firstToken: await access.firstLink(),
      migrated: product.migrated,
      lost: product.lost,
      warnings: [
        ...warningsFor(options),
        ...folderWarnings(options.data),
        ...limitNotes(),
        ...warningsOf(product.collect.backlog()),
        ...(await clockWarnings(product)),
      ],
      /** Takes nothing new, finishes what runs, closes the engines. */
      close: async () => {
        // streams that never end by themselves, such as the live view, are cut
        const cut = setTimeout(() => server.server.closeAllConnections(), patienceMs);
        await server.close();
        clearTimeout(cut);
        await product.close();
        stopHearing();
      },
    };
  } catch (error) {
    await product.close();
    throw error;
  }
}

/** Whether we may listen there, before anything else is opened. */
async function probe({ host, port }: ServeOptions): Promise<void> {
  const trial = createTrial();
  try {
    trial.listen(port, host);
    await once(trial, 'listening');
  } catch (error) {
    throw listenFault(error, host, port);
  } finally {
    trial.close();
  }
}

async function listen(server: FastifyInstance, { host, port }: ServeOptions): Promise<string> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    throw listenFault(error, host, port);
  }
  const name = isAnywhere(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  const bound = server.server.address();
  return `http://${name}:${typeof bound === 'object' && bound ? bound.port : port}`;
}

function listenFault(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE') return portTaken({ host, port }, error);
  const forbidden = code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND';
  return forbidden ? portForbidden({ host, port }, error) : error;
}

const isAnywhere = (host: string) => host === '0.0.0.0' || host === '::';
const isLoopback = (host: string) => /^(127\.|::1$|localhost$)/.test(host);

function warningsOf({ damaged }: { damaged: number }): Words[] {
  if (damaged === 0) return [];
  return [
    {
      en: `${damaged} damaged file(s) of the journal were set aside; run \`linger doctor\``,
      zh: `日志中有 ${damaged} 个损坏的文件，已另存；请运行 \`linger doctor\``,
    },
  ];
}

function warningsFor({ host, publicAddress }: ServeOptions): Words[] {
  if (isLoopback(host)) return [];
  const open = {
    en: `listening on ${host}: others can reach this Linger; put an https proxy before it`,
    zh: `正在监听 ${host}：其他人可以访问，请在前面放置 https 反向代理`,
  };
  const nameless = {
    en: 'LINGER_URL is not set: under a name of its own, such as linger.example.com, Linger answers only when LINGER_URL or LINGER_HOSTS holds it',
    zh: '没有设置 LINGER_URL：要用 linger.example.com 这样的域名访问，须先把它写进 LINGER_URL 或 LINGER_HOSTS',
  };
  return publicAddress ? [open] : [open, nameless];
}
