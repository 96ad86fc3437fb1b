import { isObject, type Json, type JsonObject } from '../../receive/properties.ts';
import { parseExact } from '../../receive/values/exact-json.ts';
import { isDeeper } from '../../receive/values/json-depth.ts';
import type { FileReason } from '../reason.ts';

const MAX_DEPTH = 8;
/** What lies deeper than eight levels is kept as text, which is written by recursion: here that ends. */
const DEEPEST = 200;

/** The members of one line of JSON as fields of a row; undefined when it is no row. */
export function jsonFields(line: string): Map<string, string> | undefined {
  const members = jsonMembers(line);
  return members instanceof Map
    ? new Map([...members].map(([name, value]) => [name, textOf(value)]))
    : undefined;
}

/** The members of one line of JSON, names of nested objects joined by dots; why it is no row when it is none. */
export function jsonMembers(line: string): Map<string, Json> | FileReason {
  if (isDeeper(line, DEEPEST)) return 'row-deep-json';
  try {
    const value = parseExact(line);
    if (!isObject(value)) return 'row-bad-json';
    const into = new Map<string, Json>();
    flatten(into, value, '', 1);
    return into;
  } catch (error) {
    if (error instanceof SyntaxError) return 'row-bad-json';
    throw error;
  }
}

function flatten(into: Map<string, Json>, object: JsonObject, prefix: string, depth: number): void {
  for (const key of Object.keys(object)) {
    const value = object[key];
    if (value === null || value === undefined) continue;
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if (isObject(value) && depth < MAX_DEPTH) flatten(into, value, name, depth + 1);
    else into.set(name, value);
  }
}

export function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
