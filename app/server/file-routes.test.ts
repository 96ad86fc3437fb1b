import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fault } from '#lib/core';
import type { Viewer } from '#loop/access';
import { openTestFiles } from '../../loop/collect/files/testing.ts';
import { fileRoutes } from './file-routes.ts';
