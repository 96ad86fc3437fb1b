import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Clock } from '#lib/core';
import { type Sql, sql } from '#lib/sql';
import type { Columns, Rows } from '#lib/store';
import type { Scopes, Viewer } from '#loop/access';
import { compile, type Scope } from '#loop/condition';
import { circularSegment, unknownSegment } from '../faults.ts';
import { peopleBehind, pinned } from '../people-behind.ts';
import { segmentSizes, segments } from '../table.ts';
import { keepChanges } from './changes.ts';
import { type SegmentDefinition, segmentsWithin } from './segment.ts';

export interface SegmentDeps {
  readonly columns: Columns;
  readonly rows: Rows;
  readonly scopes: Scopes;
  readonly clock: Clock;
}

/** Segments that are counted in one statement. */
const AT_ONCE = 40;

export type SegmentRow = typeof segments.$inferSelect;

/** The segments of a project: definitions in the rows, members worked out into the columns. */
export class Segments {
  constructor(private readonly deps: SegmentDeps) {}

  async list(viewer: Viewer): Promise<SegmentRow[]> {
    const found = await this.deps.rows.db
      .select()
      .from(segments)
      .where(and(eq(segments.project, viewer.project.id), eq(segments.removed, false)))
      .orderBy(desc(segments.created));
    return this.sizedNow(viewer, found);
  }

  /** With sizes as questions count them: members who were merged since the last refresh are one. */
  private async sizedNow(viewer: Viewer, found: readonly SegmentRow[]): Promise<SegmentRow[]> {
    const scope = await this.deps.scopes.scopeOf(viewer);
    const sizes = new Map<string, number>();
    const ready = found.filter(({ refreshed }) => refreshed !== null);
    for (let at = 0; at < ready.length; at += AT_ONCE) {
      const counts = ready
        .slice(at, at + AT_ONCE)
        .map(({ id }) => sql`SELECT ${id} AS id, uniqExact(person) AS size FROM (${scope.segment(id)})`);
      const rows = await this.deps.columns.read<{ id: string; size: string }>(
        sql.join(counts, sql` UNION ALL `),
      );
      for (const { id, size } of rows) sizes.set(id, Number(size));
    }
    return found.map((row) => ({ ...row, size: sizes.get(row.id) ?? row.size }));
  }

  /** Those whose members were never worked out, or not since their definition changed: the product was stopped before. */
  async unfinished(): Promise<number> {
    const missing = and(eq(segments.removed, false), isNull(segments.refreshed));
    return this.deps.rows.db.$count(segments, missing);
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

  /** The same with its size as questions count it. */
  async getSized(viewer: Viewer, id: string): Promise<SegmentRow> {
    const [sized] = await this.sizedNow(viewer, [await this.get(viewer, id)]);
    return sized!;
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
    const { rows, clock } = this.deps;
    const [saved] = await rows.db
      .insert(segments)
      .values({
        project: viewer.project.id,
        name,
        definition: await this.kept(viewer, definition),
        createdBy: viewer.name,
        created: clock.now(),
      })
      .returning();
    const { id } = saved!;
    return this.refreshOr(viewer, id, () => rows.db.delete(segments).where(eq(segments.id, id)));
  }

  async change(
    viewer: Viewer,
    id: string,
    change: { name?: string; definition?: SegmentDefinition },
  ): Promise<SegmentRow> {
    const { name, definition, refreshed } = await this.get(viewer, id);
    const kept = change.definition && (await this.kept(viewer, change.definition));
    if (kept) await this.refuseCircle(viewer, id, kept);
    const set = (values: typeof change & { refreshed?: Date | null }) =>
      this.deps.rows.db.update(segments).set(values).where(eq(segments.id, id));
    await set({ ...change, ...(kept && { definition: kept, refreshed: null }) });
    return kept
      ? this.refreshOr(viewer, id, () => set({ name, definition, refreshed }))
      : this.getSized(viewer, id);
  }

  /** A definition as it is kept: checked as far as can be without asking the engine, points pinned to their days. */
  private async kept(viewer: Viewer, definition: SegmentDefinition): Promise<SegmentDefinition> {
    await this.check(viewer, definition);
    const scope = await this.deps.scopes.scopeOf(viewer);
    this.people(scope, definition, viewer);
    if (!('question' in definition)) return definition;
    return { ...definition, question: pinned(definition.question, definition.point, scope) };
  }

  /** A definition that the engine cannot work out is not kept. */
  private async refreshOr(viewer: Viewer, id: string, undo: () => PromiseLike<unknown>): Promise<SegmentRow> {
    try {
      return await this.refresh(viewer, id);
    } catch (error) {
      await Promise.allSettled([undo()]);
      throw error;
    }
  }

  /** Removes a segment, or brings a removed one back. */
  async remove(viewer: Viewer, id: string, removed: boolean): Promise<void> {
    await this.get(viewer, id);
    await this.deps.rows.db.update(segments).set({ removed }).where(eq(segments.id, id));
  }

  /**
   * Works out anew who is in the segment, and before it the segments it looks into unless they are among the `fresh`.
   * Members of the new edition are written first and the edition is named last, so that a question sees the old edition
   * whole or the new one whole; the old one is kept till the next, for questions that are still reading it.
   */
  async refresh(viewer: Viewer, id: string, fresh = new Set<string>()): Promise<SegmentRow> {
    const { columns, rows, scopes, clock } = this.deps;
    const segment = await this.get(viewer, id);
    if (fresh.has(id)) return segment;
    for (const inner of segmentsWithin(segment.definition)) await this.refresh(viewer, inner, fresh);
    const people = this.people(await scopes.scopeOf(viewer), segment.definition, viewer);
    const now = clock.now();
    const project = sql.typed('UInt32', viewer.project.id);
    const last = await this.lastEdition(project, id);
    // the highest holds, also where the clock was set back since
    const edition = sql.typed('UInt64', Math.max(now.getTime(), last + 1));
    await columns.run(
      sql`INSERT INTO segment_members (project, segment, edition, person)
        SELECT DISTINCT ${project}, ${id}, ${edition}, person FROM (${people})`,
    );
    const [row] = await columns.read<{ size: string }>(
      sql`SELECT uniqExact(person) AS size FROM segment_members WHERE project = ${project} AND segment = ${id} AND edition = ${edition}`,
    );
    await keepChanges(columns, { project, segment: id, edition });
    await columns.run(
      sql`INSERT INTO segment_editions (project, segment, edition) SELECT ${project}, ${id}, ${edition}`,
    );
    await columns.run(
      sql`DELETE FROM segment_members WHERE project = ${project} AND segment = ${id} AND edition < ${sql.typed('UInt64', last)}`,
    );
    const size = Number(row?.size ?? 0);
    await rows.db.insert(segmentSizes).values({ segment: id, at: now, size });
    await rows.db.update(segments).set({ refreshed: now, size }).where(eq(segments.id, id));
    fresh.add(id);
    return this.get(viewer, id);
  }

  private async lastEdition(project: Sql, id: string): Promise<number> {
    const [row] = await this.deps.columns.read<{ last: string }>(
      sql`SELECT max(edition) AS last FROM segment_editions WHERE project = ${project} AND segment = ${id}`,
    );
    return Number(row?.last ?? 0);
  }

  /** The people a definition means, as a sub-select with a column `person`. */
  private people(scope: Scope, definition: SegmentDefinition, { language }: Viewer): Sql {
    if ('question' in definition)
      return peopleBehind(definition.question, definition.point, scope, { language });
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
    const next = [...segmentsWithin(definition)];
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
