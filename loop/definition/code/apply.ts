import { randomUUID } from 'node:crypto';
import { Fault, type Words } from '#lib/core';
import type { Viewer } from '#loop/access';
import type { Naming } from '#loop/condition';
import type { Definition } from '../definition.ts';
import type { Definitions } from '../definitions.ts';
import { type Change, differenceOf, type Names } from '../difference.ts';
import { checked } from '../keep.ts';
import { renameReferences } from '../references.ts';
import { sharesOf } from '../share.ts';
import { type Sharing, wholeProject } from '../sharing.ts';
import { isEqual } from '../stable-json.ts';
import { asFiles, emailsOf } from './export.ts';
import type { CodeFile, FileDefinition, FileSharing } from './file.ts';
import { readFiles, refused } from './read-file.ts';

/** What becomes of one file. */
export interface Step {
  readonly path: string;
  readonly kind: string;
  readonly name: string;
  readonly what: 'new' | 'changed' | 'same';
  readonly difference: readonly Change[];
  /** What is in the project, equal but for its name, and in no file: it stays beside the new one. */
  readonly equals: string | null;
}

export interface Applied {
  readonly steps: readonly Step[];
  /** What is in the project and in no file; it stays. */
  readonly elsewhere: readonly { readonly kind: string; readonly name: string }[];
}

interface Planned {
  readonly path: string;
  readonly file: FileDefinition;
  readonly id: string;
  readonly there: Definition | undefined;
  /** As it is kept: with ids. */
  readonly body: object;
  readonly sharing: Sharing;
  readonly step: Step;
}

const reasons = {
  circle: {
    zh: '与其他文件互相包含，绕成了圈；请去掉其中一处',
    en: 'contains itself by way of other files; take one of them out',
  },
  reference: (kind: string, name: string): Words => ({
    zh: `用到了「${name}」（${kind}），但文件和项目里都没有`,
    en: `uses the ${kind} “${name}”, which is neither in the files nor in the project`,
  }),
  email: (email: string): Words => ({
    zh: `共享给了 ${email}，但此人不是项目成员；请先邀请，或去掉`,
    en: `is shared with ${email}, who does not belong to the project; invite them first or take them out`,
  }),
  view: (owner: string): Words => ({
    zh: `您只能查看它，不能修改；请让 ${owner} 共享编辑权限`,
    en: `you may see it, not change it; ask ${owner} to share it for editing`,
  }),
};

/** Makes the project's definitions as the files say; all files are checked before the first is kept. */
export async function applyFiles(
  definitions: Definitions,
  viewer: Viewer,
  files: readonly CodeFile[],
  naming: Naming,
  dryRun: boolean,
): Promise<Applied> {
  const { steps, elsewhere } = await plan(definitions, viewer, files, naming);
  if (!dryRun) for (const one of steps) await blame(one.path, viewer, () => keep(definitions, viewer, one));
  return {
    steps: steps.map(({ step }) => step).sort((a, b) => (a.path < b.path ? -1 : 1)),
    elsewhere,
  };
}

async function plan(
  definitions: Definitions,
  viewer: Viewer,
  files: readonly CodeFile[],
  naming: Naming,
): Promise<{ steps: Planned[]; elsewhere: { kind: string; name: string }[] }> {
  const read = readFiles(files, definitions.context.kinds, viewer.language);
  const here = await asFiles(definitions, viewer);
  const key = ({ kind, name }: { kind: string; name: string }) => `${kind} ${name}`;
  const present = new Map(here.map((one) => [key(one), one]));
  const wanted = new Set([...read.values()].map(key));
  const ids = new Map(here.map((one) => [key(one), one.definition.id]));
  for (const file of read.values()) if (!ids.has(key(file))) ids.set(key(file), randomUUID());
  const named = namingWith(naming, ids);
  const elsewhere = here.filter((one) => !wanted.has(key(one)));
  const emails = new Map(
    [...(await emailsOf(definitions, viewer))].map(([account, email]) => [email, account]),
  );
  const steps: Planned[] = [];
  for (const [path, file] of inOrder(definitions, read, viewer)) {
    const kind = definitions.kind(file.kind);
    const there = present.get(key(file));
    const raw = renameReferences(kind, file.body, (of, name) => {
      const id = ids.get(key({ kind: of, name }));
      if (id === undefined && there?.definition && holds(there.body, name)) return name;
      if (id === undefined) throw refused(path, reasons.reference(of, name), viewer.language);
      return id;
    });
    const body = await blame(path, viewer, () => checked(definitions.context, viewer, file.kind, raw));
    const sharing = await sharingOf(path, file.sharing, emails, viewer);
    const difference = there
      ? await differenceFrom(definitions, there.definition, file, { body, sharing }, named)
      : [];
    if (there && difference.length > 0 && there.definition.may === 'view')
      throw refused(path, reasons.view(there.definition.owner), viewer.language);
    const equals = there
      ? undefined
      : elsewhere.find((one) => one.kind === file.kind && isEqual(one.body, file.body));
    const what = there ? (difference.length > 0 ? 'changed' : 'same') : 'new';
    const step: Step = {
      path,
      kind: file.kind,
      name: file.name,
      what,
      difference,
      equals: equals?.name ?? null,
    };
    const id = ids.get(key(file)) ?? randomUUID();
    steps.push({ path, file, id, there: there?.definition, body, sharing, step });
  }
  return { steps, elsewhere: elsewhere.map(({ kind, name }) => ({ kind, name })) };
}

/** References to what is in the trash or kept from the viewer stand as ids. */
function holds(body: object, id: string): boolean {
  return JSON.stringify(body).includes(JSON.stringify(id));
}

/** What is new is called by its name too. */
function namingWith(naming: Naming, ids: ReadonlyMap<string, string>): Names {
  const names = new Map([...ids].map(([key, id]) => [id, key.slice(key.indexOf(' ') + 1)]));
  return {
    ...naming,
    segment: (id) => names.get(id) ?? naming.segment(id),
    definition: (id) => names.get(id),
  };
}

/** Files after those they use; a circle is refused. */
function inOrder(
  definitions: Definitions,
  read: ReadonlyMap<string, FileDefinition>,
  viewer: Viewer,
): [string, FileDefinition][] {
  const paths = new Map([...read].map(([path, { kind, name }]) => [`${kind} ${name}`, path]));
  const done: [string, FileDefinition][] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (path: string) => {
    const file = read.get(path);
    if (!file || state.get(path) === 'done') return;
    if (state.get(path) === 'open') throw refused(path, reasons.circle, viewer.language);
    state.set(path, 'open');
    renameReferences(definitions.kind(file.kind), file.body, (kind, name) => {
      visit(paths.get(`${kind} ${name}`) ?? '');
      return name;
    });
    state.set(path, 'done');
    done.push([path, file]);
  };
  for (const path of read.keys()) visit(path);
  return done;
}

async function sharingOf(
  path: string,
  sharing: FileSharing | undefined,
  emails: ReadonlyMap<string, string>,
  { language }: Viewer,
): Promise<Sharing> {
  if (!sharing) return wholeProject;
  return sharing.map((one) => {
    if (!('email' in one)) return one;
    const account = emails.get(one.email);
    if (account === undefined) throw refused(path, reasons.email(one.email), language);
    return { account, may: one.may };
  });
}

async function differenceFrom(
  definitions: Definitions,
  there: Definition,
  file: FileDefinition,
  wanted: { body: object; sharing: Sharing },
  naming: Names,
): Promise<Change[]> {
  const kind = definitions.kind(file.kind);
  const changes = differenceOf(kind, there, { name: file.name, body: wanted.body }, naming);
  if (there.folder !== file.folder)
    changes.push({
      field: { zh: '文件夹', en: 'Folder' },
      before: same(there.folder || '/'),
      after: same(file.folder || '/'),
    });
  if (there.may !== 'own') return changes;
  const shared = await sharesOf(definitions.context.database.db, there.id);
  if (!isEqual(byAudience(shared), byAudience(wanted.sharing)))
    changes.push({
      field: { zh: '共享', en: 'Sharing' },
      before: sharingWords(shared),
      after: sharingWords(wanted.sharing),
    });
  return changes;
}

const byAudience = (sharing: Sharing) => sharing.map((one) => JSON.stringify(one)).sort();

function sharingWords(sharing: Sharing): Words {
  if (sharing.length === 0) return { zh: '不共享', en: 'not shared' };
  const one = (share: Sharing[number], may: { view: string; edit: string }, project: string) =>
    `${'role' in share ? share.role : 'account' in share ? share.account : project} ${may[share.may]}`;
  return {
    zh: sharing.map((share) => one(share, { view: '可查看', edit: '可编辑' }, '整个项目')).join('、'),
    en: sharing.map((share) => one(share, { view: 'may view', edit: 'may edit' }, 'the project')).join(', '),
  };
}

const same = (text: string): Words => ({ zh: text, en: text });

async function keep(definitions: Definitions, viewer: Viewer, planned: Planned): Promise<void> {
  const { file, id, there, body, sharing, step } = planned;
  if (step.what === 'same') return;
  if (!there) {
    await definitions.create(viewer, {
      id,
      kind: file.kind,
      name: file.name,
      folder: file.folder,
      body,
      sharing,
    });
    return;
  }
  await definitions.change(viewer, { id, version: there.version, body });
  if (there.folder !== file.folder) await definitions.move(viewer, [id], file.folder);
  if (there.may === 'own') await definitions.share(viewer, id, sharing);
}

/** What goes wrong with a file is said with its name. */
async function blame<T>(path: string, { language }: Viewer, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Fault && error.status < 500) throw refused(path, error.say(language), language);
    throw error;
  }
}
