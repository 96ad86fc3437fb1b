import { createHash } from 'node:crypto';
import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Database } from '#lib/store';
import { unknownImport } from '../faults.ts';
import type { Layout, Mapping } from '../mapping/mapping.ts';
import { fileImports, type Import } from '../table.ts';

/** What two imports have in common when they would give the same rows. */
export function hashOf(layout: Layout, mapping: Mapping): string {
  return createHash('sha256')
    .update(JSON.stringify([layout, mapping]))
    .digest('hex')
    .slice(0, 32);
}

/** The imports of all projects, as rows. */
export class Ledger {
  constructor(private readonly database: Database) {}

  async add(entry: typeof fileImports.$inferInsert): Promise<Import> {
    const [added] = await this.database.db.insert(fileImports).values(entry).returning();
    return added!;
  }

  async set(id: string, change: Partial<typeof fileImports.$inferInsert>): Promise<void> {
    await this.database.db.update(fileImports).set(change).where(eq(fileImports.id, id));
  }

  async get(project: number, id: string): Promise<Import> {
    const here = and(eq(fileImports.project, project), eq(fileImports.id, id));
    const [found] = await this.database.db.select().from(fileImports).where(here);
    if (!found) throw unknownImport({ given: id.slice(0, 60) });
    return found;
  }

  list(project: number, limit: number): Promise<Import[]> {
    const here = eq(fileImports.project, project);
    return this.database.db
      .select()
      .from(fileImports)
      .where(here)
      .orderBy(desc(fileImports.started))
      .limit(limit);
  }

  /** Imports of the same bytes that left rows behind. */
  ofFile(project: number, fingerprint: string): Promise<Import[]> {
    const here = and(eq(fileImports.project, project), eq(fileImports.fingerprint, fingerprint));
    return this.database.db
      .select()
      .from(fileImports)
      .where(and(here, inArray(fileImports.state, ['running', 'done', 'failed', 'cancelled'])))
      .orderBy(desc(fileImports.started));
  }

  /** What a stop of the product interrupted. */
  unfinished(): Promise<Import[]> {
    return this.database.db
      .select()
      .from(fileImports)
      .where(inArray(fileImports.state, ['running', 'removing']))
      .orderBy(fileImports.started);
  }
}
