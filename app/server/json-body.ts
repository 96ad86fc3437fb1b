import type { FastifyInstance } from 'fastify';
import { jsonPlace } from '#lib/core';
import { isDeeper, keepPairs } from '#loop/collect';
import { notJson, tooDeep, wrongEncoding } from './faults.ts';

/** Deeper JSON is refused before anything walks it recursively. */
export const deepestJson = 60;

/** Reads JSON bodies: an empty one is an empty object, a deep or poisoned one is refused. */
export function readJsonBodies(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeContentTypeParser('application/json');
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const encoding = request.headers['content-encoding'] ?? 'identity';
    if (encoding !== 'identity') return done(wrongEncoding({ given: encoding.slice(0, 40) }));
    // the stores refuse halves of surrogate pairs, which no UTF-8 can hold
    const text = keepPairs(String(body));
    if (text.trim() === '') return done(null, {});
    if (isDeeper(text, deepestJson)) return done(tooDeep({ most: deepestJson }));
    parse(request, text, (error, value) => {
      // the parser's own words would show the text around the place, and with it perhaps a password
      if (error) done(notJson({ place: jsonPlace(text) ?? '__proto__' }, error));
      else done(null, value);
    });
  });
}
