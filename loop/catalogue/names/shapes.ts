import { sql } from '#lib/sql';
import type { Warehouse } from '#lib/store';
import type { PropertyType, Scope } from '#loop/condition';

type Stored = Exclude<PropertyType, 'label'>;

/** An event by its name, as the catalogue lists it. */
export interface EventEntry {
  readonly name: string;
  count: number;
  first: string;
  last: string;
}

/** A property of one event. */
export interface PropertyEntry extends EventEntry {
  readonly event: string;
  readonly types: Set<Stored>;
}

interface Shape {
  event: string;
  text: string[];
  number: string[];
  time: string[];
  count: string;
  first: string;
  last: string;
}

/** Events of one name carry few different sets of properties; a customer who makes up names is cut here. */
const MOST_SHAPES = 20_000;

/** Which events carry which properties, counted in one pass over the names alone, and how many people there are. */
export class Shapes {
  readonly events = new Map<string, EventEntry>();
  readonly properties = new Map<string, PropertyEntry>();

  private constructor(readonly people: number) {}

  static async of(warehouse: Warehouse, scope: Scope): Promise<Shapes> {
    const counted = warehouse.read<{ people: string }>(sql`SELECT count() AS people FROM ${scope.people}`);
    const listed = warehouse.read<Shape>(sql`
      SELECT event, text, number, moments AS time, count() AS count, min(moment) AS first, max(moment) AS last
      FROM (
        SELECT event, mapKeys(texts) AS text, mapKeys(numbers) AS number, mapKeys(times) AS moments, time AS moment
        FROM ${scope.events}
      ) GROUP BY event, text, number, moments
      ORDER BY count() DESC LIMIT ${sql.integer(MOST_SHAPES)}`);
    const [[of], rows] = await Promise.all([counted, listed]);
    const shapes = new Shapes(Number(of?.people ?? 0));
    for (const row of rows) shapes.add(row);
    return shapes;
  }

  /** How often an event happened, or all of them. */
  happened(event?: string): number {
    if (event !== undefined) return this.events.get(event)?.count ?? 0;
    return [...this.events.values()].reduce((total, { count }) => total + count, 0);
  }

  private add(shape: Shape): void {
    const { event } = shape;
    count(this.events, event, shape, () => ({ name: event, count: 0, first: shape.first, last: shape.last }));
    const types = ['text', 'number', 'time'] as const;
    // a date is kept as text and as moment, and counts once
    for (const name of new Set(types.flatMap((type) => shape[type]))) {
      const fresh = () => ({
        name,
        event,
        types: new Set<Stored>(),
        count: 0,
        first: shape.first,
        last: shape.last,
      });
      const entry = count(this.properties, JSON.stringify([event, name]), shape, fresh);
      for (const type of types) if (shape[type].includes(name)) entry.types.add(type);
    }
  }
}

function count<E extends EventEntry>(entries: Map<string, E>, key: string, shape: Shape, fresh: () => E): E {
  let entry = entries.get(key);
  if (!entry) {
    entry = fresh();
    entries.set(key, entry);
  }
  entry.count += Number(shape.count);
  if (shape.first < entry.first) entry.first = shape.first;
  if (shape.last > entry.last) entry.last = shape.last;
  return entry;
}
