import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { badInput } from '#app/product';
import { type Access, requireRight, type Viewer } from '#loop/access';
import type { Files } from '#loop/collect';
import { tooLarge } from '../faults.ts';

export interface FileDeps {
  readonly files: Pick<Files, 'upload'>;
  readonly access: Pick<Access, 'audit'>;
  /** Who asks; throws a fault when nobody known does. */
  viewerOf(request: FastifyRequest): Promise<Viewer>;
}

const LARGEST = 1024 ** 4;

/** `POST /api/file/upload?name=…`: the body is the file, of any size; it goes to disk as it comes. Answers its id. */
export function fileRoutes({ files, access, viewerOf }: FileDeps): FastifyPluginAsync {
  return async (server) => {
    server.removeAllContentTypeParsers();
    server.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    server.post('/api/file/upload', { bodyLimit: LARGEST }, async (request) => {
      const viewer = await viewerOf(request);
      requireRight(viewer, 'analyse', 'file/upload');
      if (Number(request.headers['content-length'] ?? 0) > LARGEST) throw tooLarge({});
      const { id, name, bytes } = await files.upload(viewer, nameOf(request), request.raw);
      await access.audit({
        project: viewer.project.id,
        who: viewer.name,
        action: 'file/upload',
        target: name,
        address: request.ip,
      });
      return { file: id, name, bytes };
    });
  };
}

function nameOf({ query }: FastifyRequest): string {
  const name = typeof query === 'object' && query !== null && 'name' in query ? query.name : undefined;
  if (typeof name === 'string' && name.trim() !== '') return name.trim().slice(0, 300);
  throw badInput({ path: 'name', allowed: '?name=orders.csv', given: '—' });
}
