import type { Words } from '#lib/core';
import { text } from './text.ts';

/** What a source is called: the stream of events, or a file by its name. */
export function sourceName(source: string, say: (words: Words) => string): string {
  return source === 'http' ? say(text.http) : source.replace(/^file:/, `${say(text.file)} `);
}
