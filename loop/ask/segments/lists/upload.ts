import type { Viewer } from '#loop/access';
import type { Definition, Definitions } from '#loop/definition';
import { nobodyListed } from '../../faults.ts';
import type { MemberDeps } from '../member-deps.ts';
import { dropList, foundOf, writeList } from './lists.ts';
import { readIds } from './read-ids.ts';

/** Ids to keep as a segment, or in the place of those that one was made of. */
export interface Upload {
  readonly name: string;
  readonly text: string;
  readonly folder?: string | undefined;
  /** The segment whose list this is to be, and the version it was made on. */
  readonly instead?: { readonly id: string; readonly version: number } | undefined;
}

interface UploadDeps extends MemberDeps {
  readonly definitions: Definitions;
}

/** Keeps ids as a segment; refused when nobody came with any of them. */
export async function uploadList(deps: UploadDeps, viewer: Viewer, upload: Upload): Promise<Definition> {
  const { warehouse, scopes, clock, definitions } = deps;
  const { name, folder, instead } = upload;
  const { ids, repeated } = readIds(upload.text);
  const at = { project: viewer.project.id, list: crypto.randomUUID() };
  try {
    await writeList(warehouse, at, ids, clock.now());
    const found = await foundOf(warehouse, await scopes.scopeOf(viewer), at.list);
    if (found === 0) throw nobodyListed({ given: ids.length, first: (ids[0] ?? '').slice(0, 60) });
    const body = { list: at.list, ids: ids.length, repeated };
    if (instead) return await definitions.change(viewer, { ...instead, name, body });
    return await definitions.create(viewer, { kind: 'segment', name, folder, body });
  } catch (failure) {
    await dropList(warehouse, at);
    throw failure;
  }
}
