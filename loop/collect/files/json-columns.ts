import { parseExact } from '../exact-json.ts';
import { isObject, type Json, type JsonObject } from '../properties.ts';

const MAX_DEPTH = 8;

/** The members of one line of JSON as fields of a row; undefined when it is no object. */
export function jsonFields(line: string): Map<string, string> | undefined {
  const members = jsonMembers(line);
  return members && new Map([...members].map(([name, value]) => [name, textOf(value)]));
}

/** The members of one line of JSON, names of nested objects joined by dots; undefined when it is no object. */
export function jsonMembers(line: string): Map<string, Json> | undefined {
  try {
    const value = parseExact(line);
    if (!isObject(value)) return undefined;
    const into = new Map<string, Json>();
    flatten(into, value, '', 1);
    return into;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
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
