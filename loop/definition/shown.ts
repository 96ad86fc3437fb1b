import type { Words } from '#lib/core';
import type { Naming } from '#loop/condition';
import type { Definition } from './definition.ts';
import type { Definitions } from './definitions.ts';

/** A definition in few words, with the way to its page. */
export function linked(definitions: Definitions, { id, kind, name, folder }: Definition) {
  return { id, kind, name, folder, page: definitions.kind(kind).page.replace('{id}', id) };
}

/** A definition as a line of a list. */
export function listed(definitions: Definitions, one: Definition, naming: Naming) {
  const { body, created, changed, trashed, ...rest } = one;
  const kind = definitions.kind(one.kind);
  return {
    ...rest,
    ...linked(definitions, one),
    about: aboutOf(() => kind.about?.(body, naming)),
    created: created.toISOString(),
    changed: changed.toISOString(),
    trashed: trashed?.toISOString() ?? null,
  };
}

/** What was kept long ago may have a shape that its kind no longer tells; it is listed all the same. */
function aboutOf(tell: () => Words | undefined): Words | null {
  try {
    return tell() ?? null;
  } catch {
    return null;
  }
}

interface Searched {
  readonly name: string;
  readonly folder: string;
  readonly about: Words | null;
}

/** Whether each word of a search stands somewhere in what people read of a definition. */
export function found({ name, folder, about }: Searched, search: string): boolean {
  const text = folded(`${name} ${folder} ${about?.zh ?? ''} ${about?.en ?? ''}`);
  return folded(search)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
