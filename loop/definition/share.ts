import { asc, eq } from 'drizzle-orm';
import { memberEmails, type Viewer } from '#loop/access';
import type { Connection, Context } from './context.ts';
import { unknownMember } from './faults.ts';
import { inProject } from './in-project.ts';
import { liveOf } from './read.ts';
import { rowsOf, type Sharing, sharingOf } from './sharing.ts';
import { definitionShares } from './table.ts';

/** With whom a definition is shared; who may not decide it does not learn it. */
export async function sharesOf(db: Connection, id: string): Promise<Sharing> {
  const { definition, audience, may } = definitionShares;
  return sharingOf(
    await db
      .select({ audience, may })
      .from(definitionShares)
      .where(eq(definition, id))
      .orderBy(asc(audience)),
  );
}

/** Shares a definition anew: what is not named any more is not shared. */
export async function share(
  { database }: Pick<Context, 'database'>,
  viewer: Viewer,
  id: string,
  sharing: Sharing,
) {
  await refuseStrangers(database.db, viewer, sharing);
  await inProject({ database }, viewer, async (db) => {
    await liveOf(db, viewer, id, 'own');
    await db.delete(definitionShares).where(eq(definitionShares.definition, id));
    const shares = rowsOf(id, sharing);
    if (shares.length > 0) await db.insert(definitionShares).values(shares);
  });
}

/** Only members of the project can be shared with. */
export async function refuseStrangers(
  db: Pick<Connection, 'select'>,
  viewer: Viewer,
  sharing: Sharing,
): Promise<void> {
  const wanted = sharing.flatMap((one) => ('account' in one ? [one.account] : []));
  if (wanted.length === 0) return;
  const members = new Set((await memberEmails(db, viewer.project.id)).map(({ account }) => account));
  const stranger = wanted.find((account) => !members.has(account));
  if (stranger !== undefined) throw unknownMember({ given: stranger });
}
