import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { Clock } from '#lib/core';
import { type Sql, sql } from '#lib/sql';
import type { Columns, Rows } from '#lib/store';
import type { Scopes, Viewer } from '#loop/access';
import { compile, type Scope } from '#loop/condition';
import { circularSegment, unknownSegment } from '../faults.ts';
import { peopleBehind } from '../people-behind.ts';
import { segmentSizes, segments } from '../table.ts';
import { type SegmentDefinition, segmentsWithin } from './segment.ts';

export interface SegmentDeps {
  readonly columns: Columns;
  readonly rows: Rows;
  readonly scopes: Scopes;
  readonly clock: Clock;
}

export type SegmentRow = typeof segments.$inferSelect;

/** The segments of a project: definitions in the rows, members worked out into the columns. */
export class Segments {
  constructor(private readonly deps: SegmentDeps) {}

  async list(viewer: Viewer): Promise<SegmentRow[]> {
    return this.deps.rows.db
      .select()
      .from(segments)
      .where(and(eq(segments.project, viewer.project.id), eq(segments.removed, false)))
      .orderBy(desc(segments.created));
  }

  /** The segments of every project, for work in the background. */
  async all(): Promise<{ id: string; project: number }[]> {
    return this.deps.rows.db
      .select({ id: segments.id, project: segments.project })
      .from(segments)
      .where(eq(segments.removed, false));
  }

  async get(viewer: Viewer, id: string): Promise<SegmentRow> {
    const [found] = await this.deps.rows.db
      .select()
      .from(segments)
      .where(and(eq(segments.id, id), eq(segments.project, viewer.project.id)));
    if (!found) throw unknownSegment({ given: id });
    return found;
  }

  /** Sizes over time, oldest first. */
  async trend(viewer: Viewer, id: string): Promise<{ at: Date; size: number }[]> {
    await this.get(viewer, id);
    return this.deps.rows.db
      .select({ at: segmentSizes.at, size: segmentSizes.size })
      .from(segmentSizes)
      .where(eq(segmentSizes.segment, id))
      .orderBy(asc(segmentSizes.at));
  }

  async save(viewer: Viewer, name: string, definition: SegmentDefinition): Promise<SegmentRow> {
    await this.check(viewer, definition);
    const [saved] = await this.deps.rows.db
      .insert(segments)
      .values({
        project: viewer.project.id,
        name,
        definition,
        createdBy: viewer.name,
        created: this.deps.clock.now(),
      })
      .returning();
    return this.refresh(viewer, saved!.id);
  }

  async change(
    viewer: Viewer,
    id: string,
    change: { name?: string; definition?: SegmentDefinition },
  ): Promise<SegmentRow> {
    await this.get(viewer, id);
    if (change.definition) {
      await this.check(viewer, change.definition);
      await this.refuseCircle(viewer, id, change.definition);
    }
    await this.deps.rows.db.update(segments).set(change).where(eq(segments.id, id));
    return change.definition ? this.refresh(viewer, id) : this.get(viewer, id);
  }

  /** Removes a segment, or brings a removed one back. */
  async remove(viewer: Viewer, id: string, removed: boolean): Promise<void> {
    await this.get(viewer, id);
    await this.deps.rows.db.update(segments).set({ removed }).where(eq(segments.id, id));
  }

  /**
   * Works out anew who is in the segment. Members of the new edition are written first and the edition is named
   * last, so that a question sees the old edition whole or the new one whole.
   */
  async refresh(viewer: Viewer, id: string): Promise<SegmentRow> {
    const { columns, rows, scopes, clock } = this.deps;
    const segment = await this.get(viewer, id);
    for (const inner of segmentsWithin(segment.definition)) await this.refresh(viewer, inner);
    const people = this.people(await scopes.scopeFor(viewer), segment.definition);
    const now = clock.now();
    const project = sql.typed('UInt32', viewer.project.id);
    const edition = sql.typed('UInt64', await this.nextEdition(project, id, now));
    await columns.run(
      sql`INSERT INTO segment_members (project, segment, edition, person)
        SELECT DISTINCT ${project}, ${id}, ${edition}, person FROM (${people})`,
    );
    const [row] = await columns.read<{ size: string }>(
      sql`SELECT count() AS size FROM segment_members WHERE project = ${project} AND segment = ${id} AND edition = ${edition}`,
    );
    await columns.run(
      sql`INSERT INTO segment_editions (project, segment, edition) SELECT ${project}, ${id}, ${edition}`,
    );
    await columns.run(
      sql`DELETE FROM segment_members WHERE project = ${project} AND segment = ${id} AND edition < ${edition}`,
    );
    const size = Number(row?.size ?? 0);
    await rows.db.insert(segmentSizes).values({ segment: id, at: now, size });
    await rows.db.update(segments).set({ refreshed: now, size }).where(eq(segments.id, id));
    return this.get(viewer, id);
  }

  /** The time, or one more than the last edition where the clock was set back since: the highest is the one that holds. */
  private async nextEdition(project: Sql, id: string, now: Date): Promise<number> {
    const [row] = await this.deps.columns.read<{ last: string }>(
      sql`SELECT max(edition) AS last FROM segment_editions WHERE project = ${project} AND segment = ${id}`,
    );
    return Math.max(now.getTime(), Number(row?.last ?? 0) + 1);
  }

  /** The people a definition means, as a sub-select with a column `person`. */
  people(scope: Scope, definition: SegmentDefinition): Sql {
    if ('question' in definition) return peopleBehind(definition.question, definition.point, scope);
    return sql`SELECT person FROM ${scope.people} WHERE ${compile(definition.who, scope, 'person')}`;
  }

  /** Refuses what looks into a segment that this project does not have. */
  async check(viewer: Viewer, definition: unknown): Promise<void> {
    const wanted = segmentsWithin(definition);
    if (wanted.length === 0) return;
    const here = and(inArray(segments.id, wanted.filter(isUuid)), eq(segments.project, viewer.project.id));
    const known = await this.deps.rows.db.select({ id: segments.id }).from(segments).where(here);
    const missing = wanted.find((id) => !known.some((row) => row.id === id));
    if (missing !== undefined) throw unknownSegment({ given: missing });
  }

  private async refuseCircle(viewer: Viewer, id: string, definition: SegmentDefinition): Promise<void> {
    const seen = new Set<string>();
    const next = segmentsWithin(definition);
    for (let inner = next.pop(); inner !== undefined; inner = next.pop()) {
      if (inner === id) throw circularSegment({ through: [...seen].at(-1) ?? inner });
      if (seen.has(inner)) continue;
      seen.add(inner);
      next.push(...segmentsWithin((await this.get(viewer, inner)).definition));
    }
  }
}

function isUuid(text: string): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
}
