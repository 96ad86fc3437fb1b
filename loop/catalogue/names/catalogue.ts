import { and, eq } from 'drizzle-orm';
import type { Words } from '#lib/core';
import { sql } from '#lib/sql';
import type { Database, Warehouse } from '#lib/store';
import { type Scopes, topic, type Viewer } from '#loop/access';
import type { Scope } from '#loop/condition';
import { Shapes } from './shapes.ts';
import { displayNames, type NameKind } from './table.ts';

export interface ListedEvent {
  readonly name: string;
  readonly words: Words;
  /** What people called it, word for word: empty in a language in which nobody did. */
  readonly named: Words;
  readonly count: number;
  readonly first: string;
  readonly last: string;
}

export interface ListedProperty extends ListedEvent {
  readonly types: readonly ('text' | 'number' | 'time')[];
  /** The events that carry it, most frequent first; empty for properties of people. */
  readonly events: readonly string[];
  /** How often each of these events carries it, in their order. */
  readonly carried: readonly number[];
}

/** Properties, and how many events or people there are that could have them. */
export interface Listed {
  readonly properties: ListedProperty[];
  readonly total: number;
}

type Uncalled = Omit<ListedProperty, 'words' | 'named'>;

export interface Name {
  readonly kind: NameKind;
  readonly name: string;
  readonly zh: string;
  readonly en: string;
}

/** The words of a project for its events and properties. */
export interface ProjectNames {
  readonly events: readonly { readonly name: string; readonly title: Words }[];
  readonly properties: readonly {
    readonly of: 'event' | 'person';
    readonly name: string;
    readonly title: Words;
  }[];
}

const owners = ['event', 'person'] as const;

export interface ValuesAsked {
  readonly owner: 'event' | 'person';
  readonly name: string;
  readonly event?: string;
  readonly search?: string;
}

/** A property of people as it was told, also of whom it was taken from. */
interface Told {
  readonly name: string;
  readonly count: string;
  readonly taken: number;
  readonly number: number;
  readonly time: number;
}

interface Held {
  readonly version: number;
  readonly at: number;
  readonly took: number;
  readonly shapes: Promise<Shapes>;
}

/** A list younger than this, or than thirty times what it took to make, is shown as it is. */
const FRESH = 10_000;
const WORTH = 30;
const MOST_VALUES = 50;
const SECONDS = 10;

/** Which events and properties there are, what they are called, and what they hold. */
export class Catalogue {
  private readonly held = new Map<string, Held>();

  constructor(
    private readonly warehouse: Warehouse,
    private readonly database: Database,
    private readonly scopes: Scopes,
  ) {}

  async events(viewer: Viewer): Promise<ListedEvent[]> {
    const [shapes, words] = await Promise.all([this.shapes(viewer), this.called(viewer, 'event')]);
    return [...shapes.events.values()]
      .map((event) => ({ ...event, ...words(event.name) }))
      .sort((a, b) => b.count - a.count);
  }

  /** Properties of events, of one event, or of people. */
  async properties(viewer: Viewer, owner: 'event' | 'person', event?: string): Promise<Listed> {
    const [shapes, words] = await Promise.all([this.shapes(viewer), this.called(viewer, 'property')]);
    const found = owner === 'person' ? await this.ofPeople(viewer) : ofEvents(shapes, event);
    return {
      properties: found
        .map((property) => ({ ...property, ...words(property.name) }))
        .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1)),
      total: owner === 'person' ? shapes.people : shapes.happened(event),
    };
  }

  /** The most frequent values of a property, for suggestions. */
  async values(viewer: Viewer, asked: ValuesAsked): Promise<{ value: string; count: number }[]> {
    const { scope } = await this.scopes.open(viewer);
    const source =
      asked.owner === 'person'
        ? scope.personProperty(asked.name, 'label')
        : sql`(SELECT ${scope.eventProperty(asked.name, 'label')} AS value FROM ${scope.events}
            WHERE ${asked.event === undefined ? sql`1` : sql`event = ${asked.event}`})`;
    const matches = asked.search ? sql`positionCaseInsensitiveUTF8(value, ${asked.search}) > 0` : sql`1`;
    const rows = await this.warehouse.read<{ value: string; count: string }>(
      sql`SELECT toString(value) AS value, count() AS count FROM ${source}
        WHERE isNotNull(value) AND ${matches} GROUP BY value ORDER BY count() DESC, value LIMIT ${sql.integer(MOST_VALUES)}`,
      { seconds: SECONDS },
    );
    return rows.map(({ value, count }) => ({ value, count: Number(count) }));
  }

  /** Says what people call events and properties; a name without words is forgotten. */
  async rename(project: number, names: readonly Name[]): Promise<void> {
    await this.database.db.transaction(async (rows) => {
      for (const { kind, name, zh, en } of names) {
        const here = and(
          eq(displayNames.project, project),
          eq(displayNames.kind, kind),
          eq(displayNames.name, name),
        );
        await rows.delete(displayNames).where(here);
        if (zh || en) await rows.insert(displayNames).values({ project, kind, name, zh, en });
      }
    });
    this.warehouse.versions.touch([topic.names(project)]);
  }

  /** What people call events and properties; names without words of their own are left out. */
  async names(project: number): Promise<ProjectNames> {
    const found = await this.database.db.select().from(displayNames).where(eq(displayNames.project, project));
    const titled = found.map(({ kind, name, zh, en }) => ({
      kind,
      name,
      title: { zh: zh || en, en: en || zh },
    }));
    const properties = titled.filter(({ kind }) => kind === 'property');
    return {
      events: titled.filter(({ kind }) => kind === 'event'),
      properties: owners.flatMap((of) => properties.map((property) => ({ ...property, of }))),
    };
  }

  /** Counts anew when next asked. */
  forget(): void {
    this.held.clear();
  }

  private async called(
    { project }: Viewer,
    kind: NameKind,
  ): Promise<(name: string) => Pick<ListedEvent, 'words' | 'named'>> {
    const here = and(eq(displayNames.project, project.id), eq(displayNames.kind, kind));
    const found = await this.database.db.select().from(displayNames).where(here);
    const known = new Map(found.map(({ name, zh, en }) => [name, { zh, en }]));
    return (name) => {
      const named = known.get(name) ?? { zh: '', en: '' };
      return { named, words: { zh: named.zh || named.en || name, en: named.en || named.zh || name } };
    };
  }

  private async ofPeople(viewer: Viewer): Promise<Uncalled[]> {
    const scope = await this.scopes.scopeOf(viewer);
    const told = await this.warehouse.read<Told>(
      sql`SELECT name, uniqIf(person, gone = 0) AS count, max(gone) AS taken,
        maxIf(isNotNull(number), gone = 0) AS number, maxIf(isNotNull(moment), gone = 0) AS time
        FROM ${scope.facts} GROUP BY name`,
    );
    const taken = told.filter((one) => one.taken === 1).map(({ name }) => name);
    const left = taken.length > 0 ? await this.stillHeld(scope, taken) : new Map<string, number>();
    return told
      .map(({ name, count, number, time }) => ({
        name,
        count: taken.includes(name) ? (left.get(name) ?? 0) : Number(count),
        first: '',
        last: '',
        types: [number ? ('number' as const) : time ? ('time' as const) : ('text' as const)],
        events: [],
        carried: [],
      }))
      .filter(({ count }) => count > 0);
  }

  /** Of how many people properties hold that were taken from somebody: what was told last decides, for each. */
  private async stillHeld(scope: Scope, names: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.warehouse.read<{ name: string; count: string }>(
      sql`SELECT name, count() AS count FROM (
          SELECT name, person FROM ${scope.facts} WHERE name IN ${names}
          GROUP BY name, person HAVING argMax(gone, version) = 0
        ) GROUP BY name`,
    );
    return new Map(rows.map(({ name, count }) => [name, Number(count)]));
  }

  private async shapes(viewer: Viewer): Promise<Shapes> {
    const { scope, version } = await this.scopes.open(viewer);
    const now = Date.now();
    const held = this.held.get(scope.fingerprint);
    if (held && (held.version === version || now - held.at < Math.max(FRESH, held.took * WORTH))) {
      return held.shapes;
    }
    const shapes = Shapes.of(this.warehouse, scope);
    const fresh = { version, at: now, took: 0, shapes };
    this.held.set(scope.fingerprint, fresh);
    shapes.then(
      () => {
        fresh.took = Date.now() - now;
      },
      () => this.held.delete(scope.fingerprint),
    );
    return shapes;
  }
}

/** What each property of events amounts to, over all of them or over one. */
function ofEvents(shapes: Shapes, event?: string): Uncalled[] {
  const byName = new Map<string, Uncalled>();
  const entries = [...shapes.properties.values()].sort((a, b) => b.count - a.count);
  for (const entry of entries) {
    if (event !== undefined && entry.event !== event) continue;
    const before = byName.get(entry.name);
    byName.set(entry.name, {
      name: entry.name,
      count: entry.count + (before?.count ?? 0),
      first: before && before.first < entry.first ? before.first : entry.first,
      last: before && before.last > entry.last ? before.last : entry.last,
      types: [...new Set([...(before?.types ?? []), ...entry.types])],
      events: [...(before?.events ?? []), entry.event],
      carried: [...(before?.carried ?? []), entry.count],
    });
  }
  return [...byName.values()];
}
