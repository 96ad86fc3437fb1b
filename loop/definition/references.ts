import type { Kind } from './kind.ts';

/** Another definition, as a body names it. */
export interface Reference {
  readonly kind: string;
  readonly id: string;
}

type References = Pick<Kind, 'references'>;

/** The definitions that a body names, each once. */
export function referencesIn({ references = {} }: References, body: unknown): Reference[] {
  const found = new Map<string, Reference>();
  mapReferences(references, body, (kind, id) => {
    found.set(`${kind} ${id}`, { kind, id });
    return id;
  });
  return [...found.values()];
}

/** The body with each definition it names named otherwise. */
export function renameReferences<Body>(
  { references = {} }: References,
  body: Body,
  rename: (kind: string, id: string) => string,
): Body {
  return mapReferences(references, body, rename) as Body;
}

function mapReferences(
  references: Readonly<Record<string, string>>,
  value: unknown,
  rename: (kind: string, id: string) => string,
): unknown {
  if (Array.isArray(value)) return value.map((one) => mapReferences(references, one, rename));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const kind = Object.hasOwn(references, key) ? references[key] : undefined;
      return [
        key,
        kind !== undefined && typeof inner === 'string'
          ? rename(kind, inner)
          : mapReferences(references, inner, rename),
      ];
    }),
  );
}
