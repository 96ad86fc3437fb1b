import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { Download, ReadyJson } from '#lib/operation';

/** Sends what an operation gave: nothing, a download as a stream, or JSON. */
export function sendOutput(reply: FastifyReply, output: unknown): FastifyReply {
  if (output === undefined) return reply.code(204).send();
  if (output instanceof ReadyJson) return sendReady(reply, output);
  if (!(output instanceof Download)) {
    return reply.header('cache-control', 'no-store').type('application/json').send(JSON.stringify(output));
  }
  return reply
    .header('content-type', output.type)
    .header('content-disposition', dispositionOf(output.filename))
    .header('cache-control', 'no-store')
    .send(Readable.from(output.body, { objectMode: false }));
}

/** Who has these bytes already, and says so by `If-None-Match`, is not sent them again. */
function sendReady(reply: FastifyReply, { body, etag, age, renewing }: ReadyJson<unknown>): FastifyReply {
  reply
    .header('cache-control', 'private, no-cache')
    .header('etag', etag)
    .header('age', String(Math.floor(age)));
  if (renewing) reply.header('linger-renewing', '1');
  if (reply.request.headers['if-none-match'] === etag) return reply.code(304).send();
  return reply.type('application/json').send(body);
}

/** A file name in any script (RFC 6266, RFC 5987), with a plain one for old programs. */
export function dispositionOf(filename: string): string {
  const clean = filename.replace(/[\p{Cc}\p{Cs}/\\]/gu, '_').slice(0, 200);
  const plain = clean.replace(/[^\x20-\x7e]|["%]/g, '_');
  const encoded = encodeURIComponent(clean).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
