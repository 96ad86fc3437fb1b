import { z } from 'zod';
import { inFull } from '#lib/operation';

export type Json = { [name: string]: unknown };
type Direction = 'input' | 'output';

/** Schemas as components of an OpenAPI document: those with an id stand there once, whoever is made of them. */
export class OpenApiSchemas {
  /** Those of one operation, by a name that is its own. */
  private readonly own = new Map<string, { schema: Json; direction: Direction }>();
  private readonly shared: Record<Direction, Map<string, Json>> = { input: new Map(), output: new Map() };

  /** Adds what goes into an operation or comes out of it. */
  add(name: string, schema: z.ZodType, direction: Direction): void {
    this.own.set(name, { schema: this.read(schema, name, direction), direction });
  }

  /** All of them. What travels in both directions in different forms, by defaults, has `.output` behind the name of the one that comes out. */
  all(): Json {
    const different = this.different();
    const nameIn = (direction: Direction) => (name: string) =>
      direction === 'output' && different.has(name) ? `${name}.output` : name;
    const all: [string, Json][] = [...this.own].map(([name, { schema, direction }]) => [
      name,
      pointed(schema, nameIn(direction)),
    ]);
    for (const direction of ['input', 'output'] as const)
      for (const [name, schema] of this.shared[direction])
        all.push([nameIn(direction)(name), pointed(schema, nameIn(direction))]);
    return Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** A schema as JSON; the parts that have a name go among the shared ones. */
  private read(schema: z.ZodType, own: string, direction: Direction): Json {
    const whole: z.ZodType[] = [];
    const { $schema, $defs, id, ...json } = z.toJSONSchema(schema, {
      io: direction,
      unrepresentable: 'any',
      override: ({ zodSchema, jsonSchema }) => {
        if (zodSchema._zod.def.type === 'date') Object.assign(jsonSchema, moment);
        const full = inFull(zodSchema);
        if (!full) return;
        whole.push(full);
        for (const key of Object.keys(jsonSchema)) delete (jsonSchema as Json)[key];
        jsonSchema.$ref = `#/$defs/${nameOf(full)}`;
      },
    });
    for (const full of whole) this.share(nameOf(full), full, direction);
    const nameIn = (name: string) => (name.startsWith('__') ? `${own}.${name}` : name);
    for (const [name, part] of Object.entries($defs ?? {})) {
      const { id: _, ...told } = part as Json;
      this.shared[direction].set(nameIn(name), pointed(told, nameIn, own));
    }
    return pointed(json, nameIn, own);
  }

  private share(name: string, schema: z.ZodType, direction: Direction): void {
    const shared = this.shared[direction];
    if (shared.has(name)) return;
    shared.set(name, {});
    // it has an id, so that what is read of it is one of the named parts
    this.read(schema, name, direction);
  }

  /** The shared schemas that are not the same in both directions, nor are those that are made of them. */
  private different(): Set<string> {
    const { input, output } = this.shared;
    const both = [...input.keys()].filter((name) => output.has(name));
    const found = new Set(
      both.filter((name) => JSON.stringify(input.get(name)) !== JSON.stringify(output.get(name))),
    );
    for (let before = -1; before !== found.size; ) {
      before = found.size;
      for (const name of both) if (refsIn(output.get(name)).some((ref) => found.has(ref))) found.add(name);
    }
    return found;
  }
}

const moment = { type: 'string', format: 'date-time' };
const prefix = '#/components/schemas/';

function nameOf(schema: z.ZodType): string {
  const id = schema.meta()?.id;
  if (id === undefined) throw new Error('what is read in full needs an id');
  return id;
}

function refsIn(value: unknown): string[] {
  return [...JSON.stringify(value).matchAll(/"\$ref":"#\/components\/schemas\/([^"]*)"/g)].map(
    ([, name = '']) => name,
  );
}

/** References as they are in the whole document, to the names that `nameIn` gives. */
function pointed<T>(value: T, nameIn: (name: string) => string, own = ''): T {
  if (Array.isArray(value)) return value.map((item) => pointed(item, nameIn, own)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (key !== '$ref' || typeof inner !== 'string') return [key, pointed(inner, nameIn, own)];
      const name = inner === '#' ? own : nameIn(inner.replace('#/$defs/', '').replace(prefix, ''));
      return [key, `${prefix}${name}`];
    }),
  ) as T;
}
