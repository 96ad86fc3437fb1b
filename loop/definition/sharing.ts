import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type Role, roles, type Viewer } from '#loop/access';

const may = z.enum(['view', 'edit']);

/** With whom a definition is shared, beside its owner and the owners of the project, who may do everything. */
export const Sharing = z
  .array(
    z.union([
      z.strictObject({ with: z.literal('project'), may }),
      z.strictObject({ role: z.enum(roles), may }),
      z.strictObject({ account: z.uuid(), may }),
    ]),
  )
  .max(200)
  .meta({ id: 'Sharing' });
export type Sharing = z.output<typeof Sharing>;

/** What is said of no sharing: everybody who may make such things may change them. */
export const wholeProject: Sharing = [{ with: 'project', may: 'edit' }];

/** What a viewer may do with a definition, each including the ones before it. */
export const levels = ['none', 'view', 'edit', 'own'] as const;
export type Level = (typeof levels)[number];

/** How far a role goes, whatever is shared with it. */
const most: Record<Role, number> = { viewer: 1, analyst: 3, owner: 3 };

/** What a viewer may do with the definition of a row, as the place among `levels`. */
export function levelOf({ role, account }: Viewer): SQL<number> {
  if (role === 'owner') return sql<number>`3`;
  const audiences = ['project', `role:${role}`, ...(account ? [`account:${account}`] : [])];
  const list = sql.join(
    audiences.map((one) => sql`${one}`),
    sql`, `,
  );
  // written out, since the builder leaves the table's name off a column where it knows but one table
  const shared = sql`coalesce((SELECT max(CASE shares.may WHEN 'edit' THEN 2 ELSE 1 END) FROM definition_shares AS shares
    WHERE shares.definition = definitions.id AND shares.audience IN (${list})), 0)`;
  const level = account
    ? sql`CASE WHEN definitions.owner = ${account}::uuid THEN 3 ELSE ${shared} END`
    : shared;
  return sql<number>`least(${level}, ${sql.raw(String(most[role]))})`;
}

export function rowsOf(definition: string, sharing: Sharing) {
  const rows = new Map(sharing.map((one) => [audienceOf(one), one.may]));
  return [...rows].map(([audience, may]) => ({ definition, audience, may }));
}

export function sharingOf(rows: readonly { audience: string; may: 'view' | 'edit' }[]): Sharing {
  return rows
    .toSorted((a, b) => order(a.audience).localeCompare(order(b.audience)))
    .map(({ audience, may }) => {
      const [what, who = ''] = audience.split(':');
      if (what === 'role') return { role: who as Role, may };
      return what === 'account' ? { account: who, may } : { with: 'project', may };
    });
}

const order = (audience: string) =>
  `${['project', 'role', 'account'].indexOf(audience.split(':')[0] ?? '')}${audience}`;

function audienceOf(share: Sharing[number]): string {
  if ('role' in share) return `role:${share.role}`;
  return 'account' in share ? `account:${share.account}` : 'project';
}
