import type { FastifyPluginAsync } from 'fastify';
import type { Product } from '#app/product';
import { collectRoutes } from './collecting/collect-routes.ts';
import { fileRoutes } from './collecting/file-routes.ts';
import { type LiveDeps, liveRoutes } from './collecting/live-routes.ts';
import type { PublicAddress } from './public-address.ts';

/** The routes that are not operations: one line each. */
export function routesOf(
  { collect, files, access }: Product,
  viewerOf: LiveDeps['viewerOf'],
  publicAddress: PublicAddress | undefined,
): FastifyPluginAsync[] {
  return [
    collectRoutes({ collect, projectOfWriteKey: access.projectOfWriteKey, publicAddress }),
    liveRoutes({ collect, viewerOf }),
    fileRoutes({ files, access, viewerOf }),
  ];
}
