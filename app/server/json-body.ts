import type { FastifyInstance } from 'fastify';
import { jsonPlace } from '#lib/core';
import { keepPairs } from '#loop/collect';
import { notJson, tooDeep, wrongEncoding } from './faults.ts';

/** Deeper JSON is refused before anything walks it recursively. */
export const deepestJson = 60;

/** The nesting of a JSON text, counted without parsing; stops as soon as it is above `most`. */
export function isDeeper(text: string, most: number): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (inString) {
      if (code === 0x5c) i++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > most) return true;
    } else if (code === 0x7d || code === 0x5d) depth--;
  }
  return false;
}

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
