import type { FastifyPluginAsync } from 'fastify';
import type { House } from './house.ts';

/** The routes that are not operations: one line each. */
export function routesOf(_house: House): FastifyPluginAsync[] {
  return [];
}
