import type { FastifyPluginAsync } from 'fastify';
import type { Operations } from '#app/product';
import type { PublicRequest } from '#lib/operation';
import type { Access } from '#loop/access';
import type { PublicAddress } from './public-address.ts';

/** What the server is handed: what it serves and how. */
export interface ServerDeps {
  readonly access: Access;
  readonly operations: Operations;
  /** What only the terminal of the same machine may ask for. */
  readonly controls?: Operations;
  /** What may be asked without logging in, beside the health of the process. */
  readonly publicRequests?: readonly PublicRequest[];
  /** Routes that are not operations, such as collecting; each is a Fastify plug-in with a scope of its own. */
  readonly routes?: readonly FastifyPluginAsync[];
  /** The folder of the built pages; without it only the API is served. */
  readonly webDir?: string;
  /** Where people reach us, when that is not where we listen. */
  readonly publicAddress?: PublicAddress;
  /** More names that requests may come under, beside that one, loopback and addresses of numbers. */
  readonly names?: readonly string[];
  /** What the terminal of the same machine proves itself with. */
  readonly controlToken?: string;
  /** Whether the engines answer. */
  readonly healthy?: () => Promise<boolean>;
  /** Whether acknowledged events wait for an engine that does not take them. */
  readonly eventsWait?: () => boolean;
  /** Milliseconds a body may take to arrive; a minute when absent. */
  readonly patience?: number;
  /** The least important thing that is logged: `debug`, `info`, `warn`, `error` or `silent`. */
  readonly log?: string;
}
