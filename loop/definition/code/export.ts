import { memberEmails, type Viewer } from '#loop/access';
import type { Definition } from '../definition.ts';
import type { Definitions } from '../definitions.ts';
import { sameName } from '../faults.ts';
import { renameReferences } from '../references.ts';
import { sharesOf } from '../share.ts';
import { type Sharing, wholeProject } from '../sharing.ts';
import { isEqual } from '../stable-json.ts';
import { type CodeFile, type FileDefinition, type FileSharing, filePaths, fileText } from './file.ts';

/** What a viewer may see as files, each definition in one, in the order of their paths. */
export async function exportFiles(definitions: Definitions, viewer: Viewer): Promise<CodeFile[]> {
  const all = await asFiles(definitions, viewer);
  const files = definitions.kinds().flatMap((kind) => {
    const mine = all.filter((one) => one.kind === kind.name);
    const paths = filePaths(
      kind.name,
      mine.map(({ name }) => name),
    );
    return mine.map((one) => ({ path: paths.get(one.name) ?? '', text: fileText(one) }));
  });
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** What a viewer may see as it stands in files, with the ids they have here. */
export async function asFiles(
  definitions: Definitions,
  viewer: Viewer,
): Promise<(FileDefinition & { readonly definition: Definition })[]> {
  const all = await definitions.list(viewer);
  refuseSameNames(all);
  // what is used may lie in the trash, or be kept from this viewer: then its id stays
  const names = new Map(all.map(({ id, name }) => [id, name]));
  const emails = await emailsOf(definitions, viewer);
  const files = [];
  for (const definition of all) {
    const { id, kind, name, folder, body, may } = definition;
    const sharing =
      may === 'own'
        ? sharingAsEmails(await sharesOf(definitions.context.database.db, id), emails)
        : undefined;
    const named = renameReferences(definitions.kind(kind), body, (_, other) => names.get(other) ?? other);
    files.push({ kind, name, folder, sharing, body: named, definition });
  }
  return files;
}

function refuseSameNames(all: readonly Definition[]): void {
  const times = new Map<string, Definition[]>();
  for (const one of all) {
    const key = `${one.kind} ${one.name}`;
    times.set(key, [...(times.get(key) ?? []), one]);
  }
  for (const [first, ...more] of times.values())
    if (first && more.length > 0)
      throw sameName({ count: more.length + 1, kind: first.kind, name: first.name });
}

export async function emailsOf({ context }: Definitions, viewer: Viewer): Promise<Map<string, string>> {
  const members = await memberEmails(context.database.db, viewer.project.id);
  return new Map(members.map(({ account, email }) => [account, email]));
}

/** Left out where it is what nobody needs to say. Who is no member any more is left out too. */
function sharingAsEmails(sharing: Sharing, emails: ReadonlyMap<string, string>): FileSharing | undefined {
  if (isEqual(sharing, wholeProject)) return undefined;
  return sharing.flatMap((one): FileSharing => {
    if (!('account' in one)) return [one];
    const email = emails.get(one.account);
    return email === undefined ? [] : [{ email, may: one.may }];
  });
}
