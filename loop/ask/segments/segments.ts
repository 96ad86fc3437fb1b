import { asc, eq, inArray } from 'drizzle-orm';
import { type Sql, sql } from '#lib/sql';
import type { Viewer } from '#loop/access';
import type { Definition, Definitions } from '#loop/definition';
import { unknownSegment } from '../faults.ts';
import { segmentSizes, segmentStates } from '../table.ts';
import { firstEdition, type Moved, movedSince, peopleMoved } from './changes.ts';
import { foundOf } from './lists/lists.ts';
import { type Upload, uploadList } from './lists/upload.ts';
import type { MemberDeps } from './member-deps.ts';
import { workOut } from './members.ts';
import { type Overlap, overlapOf } from './overlap.ts';
import { type SegmentDefinition, segmentsWithin } from './segment.ts';

export interface SegmentDeps extends MemberDeps {
  readonly definitions: Definitions;
}

/** What working out the members of nested segments takes. */
interface RefreshDeps extends MemberDeps {
  readonly definitions: Pick<Definitions, 'seen' | 'nameOf'>;
}

/** Segments that are counted in one statement. */
const AT_ONCE = 40;

/** So many times of a segment's past are told: two weeks by the hour. */
const MOST_MOVES = 400;
const DAY_MS = 86_400_000;

/** A segment with how many it holds, and when they were last worked out. */
export interface Sized extends Definition {
  readonly refreshed: Date | null;
  readonly size: number | null;
}

/** The segments of a project: definitions like others, with members worked out into the columns. */
export class Segments {
  constructor(private readonly deps: SegmentDeps) {}

  /** Those a viewer may see, the last changed first. */
  list(viewer: Viewer): Promise<Definition[]> {
    return this.deps.definitions.list(viewer, { kind: 'segment' });
  }

  /** The same with sizes as questions count them: members who were merged since the last refresh are one. */
  async sized(viewer: Viewer, found: readonly Definition[]): Promise<Sized[]> {
    const { warehouse, database, scopes } = this.deps;
    if (found.length === 0) return [];
    const scope = await scopes.scopeOf(viewer);
    const ids = found.map(({ id }) => id);
    const states = new Map(
      (await database.db.select().from(segmentStates).where(inArray(segmentStates.segment, ids))).map(
        (state) => [state.segment, state],
      ),
    );
    const sizes = new Map<string, number>();
    const ready = ids.filter((id) => states.get(id)?.refreshed);
    for (let at = 0; at < ready.length; at += AT_ONCE) {
      const counts = ready
        .slice(at, at + AT_ONCE)
        .map((id) => sql`SELECT ${id} AS id, uniqExact(person) AS size FROM (${scope.segment(id)})`);
      const counted = await warehouse.read<{ id: string; size: string }>(sql.join(counts, sql` UNION ALL `));
      for (const { id, size } of counted) sizes.set(id, Number(size));
    }
    return found.map((one) => {
      const state = states.get(one.id);
      return { ...one, refreshed: state?.refreshed ?? null, size: sizes.get(one.id) ?? state?.size ?? null };
    });
  }

  /** Those whose members were never worked out, or not since they were changed: the product was stopped before. */
  async unfinished(): Promise<number> {
    const { definitions, database } = this.deps;
    const states = await database.db.select().from(segmentStates);
    const refreshed = new Map(states.map((state) => [state.segment, state.refreshed]));
    return (await definitions.all('segment')).filter(
      ({ id, changed }) => (refreshed.get(id)?.getTime() ?? Number.NEGATIVE_INFINITY) < changed.getTime(),
    ).length;
  }

  /** The segments of every project, for work in the background. */
  all(): Promise<{ id: string; project: number }[]> {
    return this.deps.definitions.all('segment');
  }

  async get(viewer: Viewer, id: string): Promise<Definition> {
    const [found] = await this.deps.definitions.seen(viewer, [id]);
    if (found?.kind !== 'segment') throw unknownSegment({ given: id });
    return found;
  }

  /** The same with its size as questions count it. */
  async getSized(viewer: Viewer, id: string): Promise<Sized> {
    const [sized] = await this.sized(viewer, [await this.get(viewer, id)]);
    return sized!;
  }

  /** Sizes over time, oldest first. */
  async trend(viewer: Viewer, id: string): Promise<{ at: Date; size: number }[]> {
    await this.get(viewer, id);
    return this.deps.database.db
      .select({ at: segmentSizes.at, size: segmentSizes.size })
      .from(segmentSizes)
      .where(eq(segmentSizes.segment, id))
      .orderBy(asc(segmentSizes.at));
  }

  /** How many entered and left with each of the last times it was worked out, but the first. */
  async moved(viewer: Viewer, id: string): Promise<Moved[]> {
    return movedSince(this.deps.warehouse, await this.since(viewer, id), MOST_MOVES);
  }

  /** The people who came in, or went out, within so many days; see `peopleMoved`. */
  async lately(viewer: Viewer, id: string, inside: boolean, days: number): Promise<Sql> {
    const since = await this.since(viewer, id, days);
    return peopleMoved(await this.deps.scopes.scopeOf(viewer), since, inside);
  }

  /** The edition after which somebody is told to have entered or left. */
  private async since(viewer: Viewer, id: string, days?: number) {
    await this.get(viewer, id);
    const { warehouse, clock } = this.deps;
    const place = { project: sql.typed('UInt32', viewer.project.id), segment: id };
    const [first] = await this.trend(viewer, id);
    const begun = first?.size === 0 ? 0 : await firstEdition(warehouse, place);
    const from = days === undefined ? 0 : clock.now().getTime() - days * DAY_MS;
    return { ...place, edition: sql.typed('UInt64', Math.max(begun, from)) };
  }

  /** What two segments have in common. */
  async overlap(viewer: Viewer, ids: readonly [string, string]): Promise<Overlap> {
    for (const id of ids) await this.get(viewer, id);
    return overlapOf(this.deps.warehouse, await this.deps.scopes.scopeOf(viewer), ids);
  }

  /** What became of the ids that a segment was made of; nothing where it was made otherwise. */
  async listed(viewer: Viewer, body: SegmentDefinition) {
    if (!('list' in body)) return null;
    const { warehouse, scopes } = this.deps;
    const found = await foundOf(warehouse, await scopes.scopeOf(viewer), body.list);
    return { ids: body.ids, repeated: body.repeated, found, unknown: Math.max(0, body.ids - found) };
  }

  /** Keeps ids as a segment, or as what one is made of from now on. */
  async upload(viewer: Viewer, upload: Upload): Promise<Sized> {
    const { id } = await uploadList(this.deps, viewer, upload);
    return this.getSized(viewer, id);
  }

  /** Works out anew who is in the segment, and before it the segments it looks into unless they are among the `fresh`. */
  async refresh(viewer: Viewer, id: string, fresh = new Set<string>()): Promise<Sized> {
    await refresh(this.deps, viewer, await this.get(viewer, id), fresh);
    return this.getSized(viewer, id);
  }

  /** Refuses what looks into a segment that this project does not have, or the viewer may not see. */
  async check(viewer: Viewer, definition: unknown): Promise<void> {
    const wanted = segmentsWithin(definition);
    if (wanted.length === 0) return;
    const known = await this.deps.definitions.seen(viewer, wanted);
    const missing = wanted.find((id) => !known.some((one) => one.id === id && one.kind === 'segment'));
    if (missing !== undefined) throw unknownSegment({ given: missing });
  }
}

async function refresh(
  deps: RefreshDeps,
  viewer: Viewer,
  segment: Definition,
  fresh: Set<string>,
): Promise<void> {
  if (fresh.has(segment.id)) return;
  const body = segment.body as SegmentDefinition;
  await refreshInner(deps, viewer, body, fresh);
  const publish = await workOut(deps, viewer, segment.id, body);
  await publish();
  fresh.add(segment.id);
}

/** Works out anew the segments that a definition looks into. One that the viewer may not see is kept up to date by the hour alone. */
export async function refreshInner(
  deps: RefreshDeps,
  viewer: Viewer,
  body: SegmentDefinition,
  fresh: Set<string>,
): Promise<void> {
  for (const inner of await deps.definitions.seen(viewer, segmentsWithin(body)))
    await refresh(deps, viewer, inner, fresh);
}
