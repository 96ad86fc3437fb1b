import { z } from 'zod';
import { words } from '#lib/operation';
import { memberEmails, operation, roles, type Viewer } from '#loop/access';
import type { Naming } from '#loop/condition';
import { codeOperations } from './code/operations.ts';
import type { Definition } from './definition.ts';
import type { Definitions } from './definitions.ts';
import { differenceOf } from './difference.ts';
import { Folder, Name } from './name.ts';
import { changeShape, listedShape, savedShape, touchesShape, versionShape, wholeShape } from './shapes.ts';
import { Sharing } from './sharing.ts';
import { found, linked, listed } from './shown.ts';
import { namesIn } from './versions.ts';

const Id = z.strictObject({ id: z.uuid() });
const KindName = z.string().min(1).max(60).describe('as definition/kinds names it');
const Body = z.looseObject({});
const Version = z.int().min(1).max(1_000_000);

export interface DefinitionOperationDeps {
  readonly definitions: Definitions;
  /** What the data is called in the viewer's project. */
  namingFor(viewer: Viewer): Promise<Naming>;
}

/** What may be done with what people make and keep, whatever its kind. */
export function definitionOperations(deps: DefinitionOperationDeps) {
  return {
    ...reading(deps),
    ...knowing(deps),
    ...writing(deps),
    ...arranging(deps),
    ...codeOperations(deps),
  };
}

function reading({ definitions, namingFor }: DefinitionOperationDeps) {
  const whole = async (viewer: Viewer, one: Definition) => ({
    ...listed(definitions, one, await namingFor(viewer)),
    body: one.body,
  });
  return {
    'definition/kinds': operation({
      right: 'view',
      summary: {
        zh: '有哪些种类：名称，以及页面在哪里',
        en: 'The kinds of things that are kept: their words, and where their pages are',
      },
      input: z.strictObject({}),
      output: z.strictObject({
        kinds: z.array(
          z.strictObject({
            name: z.string(),
            words: z.strictObject({ one: words, many: words }),
            page: z.string(),
          }),
        ),
      }),
      run: async () => ({
        kinds: definitions.kinds().map(({ name, words, page }) => ({ name, words, page })),
      }),
    }),
    'definition/list': operation({
      right: 'view',
      summary: {
        zh: '本项目里您能看到的已保存内容，一种或全部，最近修改的在前',
        en: 'What is kept in the project that you may see, of one kind or of all, the last changed first',
      },
      input: z.strictObject({
        kind: KindName.optional(),
        search: z.string().max(200).optional().describe('a part of the name, the folder or what it is about'),
        folder: Folder.optional().describe('what lies in it or in folders inside it'),
        favourite: z.boolean().optional(),
        trashed: z.boolean().default(false).describe('what is in the trash'),
        limit: z.int().min(1).max(10_000).default(10_000),
      }),
      output: z.strictObject({ definitions: z.array(listedShape), total: z.int() }),
      run: async (viewer, { search = '', folder, limit, ...filter }) => {
        if (filter.kind !== undefined) definitions.kind(filter.kind);
        const all = await definitions.list(viewer, filter);
        const naming = await namingFor(viewer);
        const rows = all
          .filter(
            (one) => folder === undefined || `${one.folder}/`.startsWith(folder === '' ? '' : `${folder}/`),
          )
          .map((one) => listed(definitions, one, naming));
        const hits = rows.filter((row) => found(row, search));
        return { definitions: hits.slice(0, limit), total: hits.length };
      },
    }),
    'definition/get': operation({
      right: 'view',
      summary: {
        zh: '其中一个的完整内容，或它某一版的内容',
        en: 'One of them whole, or as it was in a version',
      },
      input: Id.extend({ version: Version.optional() }),
      output: wholeShape,
      run: async (viewer, { id, version }) => {
        const one = await definitions.get(viewer, id);
        const then = version === undefined ? {} : await definitions.at(viewer, id, version);
        return whole(viewer, { ...one, ...then });
      },
    }),
  };
}

/** What became of a definition, and what it stands in touch with. */
function knowing({ definitions, namingFor }: DefinitionOperationDeps) {
  return {
    'definition/versions': operation({
      right: 'view',
      summary: {
        zh: '谁在什么时候存了什么，最新在前，每一版都说明改了什么',
        en: 'Who saved what when, the newest first, each with what it changed',
      },
      input: Id,
      output: z.strictObject({ versions: z.array(versionShape) }),
      run: async (viewer, { id }) => ({
        versions: await definitions.versions(viewer, id, await namingFor(viewer)),
      }),
    }),
    'definition/difference': operation({
      right: 'view',
      summary: { zh: '两个版本之间改了什么', en: 'What is different between two versions' },
      input: Id.extend({ from: Version, to: Version }),
      output: z.strictObject({ difference: z.array(changeShape) }),
      run: async (viewer, { id, from, to }) => {
        const { kind } = await definitions.get(viewer, id);
        const before = await definitions.at(viewer, id, from);
        const after = await definitions.at(viewer, id, to);
        const told = definitions.kind(kind);
        const names = await namesIn(
          definitions.context,
          viewer,
          told,
          [before, after],
          await namingFor(viewer),
        );
        return { difference: differenceOf(told, before, after, names) };
      },
    }),
    'definition/uses': operation({
      right: 'view',
      summary: {
        zh: '它用到了什么：其他内容、事件和属性；您无权查看的只计数',
        en: 'What one of them uses: others, events and properties; what you may not see is only counted',
      },
      input: Id,
      output: z.strictObject({
        ...touchesShape.shape,
        events: z.array(z.string()),
        properties: z.array(z.strictObject({ of: z.enum(['event', 'person']), name: z.string() })),
      }),
      run: async (viewer, { id }) => {
        const { users, hidden } = await definitions.uses(viewer, id);
        const { kind, body } = await definitions.get(viewer, id);
        const data = definitions.kind(kind).uses?.(body) ?? { events: [], properties: [] };
        return {
          definitions: users.map((one) => linked(definitions, one)),
          hidden,
          events: [...data.events],
          properties: data.properties.map(({ of, name }) => ({ of, name })),
        };
      },
    }),
    'definition/used-by': operation({
      right: 'view',
      summary: {
        zh: '谁在使用它，或在使用某个事件、属性，也就是修改会影响什么；您无权查看的只计数',
        en: 'What uses one of them, or an event or a property: what a change touches; what you may not see is only counted',
      },
      input: z.union([
        Id,
        z.strictObject({
          of: z.enum(['event', 'event property', 'person property']),
          name: z.string().min(1).max(200),
        }),
      ]),
      output: touchesShape,
      run: async (viewer, input) => {
        const { users, hidden } =
          'id' in input
            ? await definitions.usedBy(viewer, input.id)
            : await definitions.usersOfData(viewer, input);
        return { definitions: users.map((one) => linked(definitions, one)), hidden };
      },
    }),
  };
}

function writing({ definitions, namingFor }: DefinitionOperationDeps) {
  const saved = async (viewer: Viewer, one: Definition) => {
    const { users, hidden } = await definitions.usedBy(viewer, one.id);
    const touches = { definitions: users.map((user) => linked(definitions, user)), hidden };
    return { ...listed(definitions, one, await namingFor(viewer)), body: one.body, touches };
  };
  return {
    'definition/save': operation({
      right: 'analyse',
      summary: {
        zh: '保存新内容或修改；修改要写明基于哪一版，其间有人保存过就会被拒绝',
        en: 'Keeps something new, or a change: a change names the version it was made on, and is refused when somebody saved since',
      },
      input: z.union([
        z.strictObject({
          kind: KindName,
          name: Name,
          folder: Folder.optional(),
          body: Body,
          sharing: Sharing.optional().describe('everybody for editing, unless it is said otherwise'),
        }),
        Id.extend({ version: Version, name: Name.optional(), body: Body.optional() }),
      ]),
      output: savedShape,
      run: async (viewer, input) =>
        saved(
          viewer,
          'kind' in input ? await definitions.create(viewer, input) : await definitions.change(viewer, input),
        ),
      audited: (_, { kind, name, version }) => `${kind} “${name}” (${version})`,
    }),
    'definition/restore': operation({
      right: 'analyse',
      summary: {
        zh: '把较早的一版再存为最新版',
        en: 'Keeps the state of an older version again, as the newest',
      },
      input: Id.extend({ version: Version }),
      output: savedShape,
      run: async (viewer, { id, version }) => saved(viewer, await definitions.restore(viewer, id, version)),
      audited: ({ version }, { kind, name }) => `${kind} “${name}” (${version})`,
    }),
    'definition/copy': operation({
      right: 'analyse',
      summary: {
        zh: '换个名字另存一份，归自己所有',
        en: 'Keeps another like it under a name of its own, which belongs to you',
      },
      input: Id.extend({ name: Name }),
      output: savedShape,
      run: async (viewer, { id, name }) => saved(viewer, await definitions.copy(viewer, id, name)),
      audited: (_, { kind, name }) => `${kind} “${name}”`,
    }),
  };
}

function arranging({ definitions }: DefinitionOperationDeps) {
  return {
    'definition/move': operation({
      right: 'analyse',
      summary: {
        zh: '放进文件夹；空名称表示移到最外层',
        en: 'Puts some into a folder; an empty name takes them out of theirs',
      },
      input: z.strictObject({ ids: z.array(z.uuid()).min(1).max(1000), folder: Folder }),
      output: z.strictObject({ names: z.array(z.string()), folder: z.string() }),
      run: async (viewer, { ids, folder }) => {
        const moved = await definitions.move(viewer, ids, folder);
        return { names: moved.map(({ name }) => name), folder };
      },
      audited: ({ folder }, { names }) => `${names.map((name) => `“${name}”`).join(', ')} → ${folder || '/'}`,
    }),
    'definition/favourite': operation({
      right: 'view',
      summary: {
        zh: '加入收藏；`favourite: false` 取消',
        en: 'Puts one among your favourites; `favourite: false` takes it out',
      },
      input: Id.extend({ favourite: z.boolean().default(true) }),
      output: z.strictObject({ id: z.uuid(), favourite: z.boolean() }),
      run: async (viewer, { id, favourite }) => {
        await definitions.favourite(viewer, id, favourite);
        return { id, favourite };
      },
    }),
    'definition/sharing': operation({
      right: 'analyse',
      summary: {
        zh: '自己的内容共享给了谁，还能共享给谁',
        en: 'With whom one of yours is shared, and with whom it could be',
      },
      input: Id,
      output: z.strictObject({
        sharing: Sharing,
        members: z.array(z.strictObject({ account: z.uuid(), email: z.string(), role: z.enum(roles) })),
      }),
      run: async (viewer, { id }) => ({
        sharing: await definitions.sharing(viewer, id),
        members: await memberEmails(definitions.context.database.db, viewer.project.id),
      }),
    }),
    'definition/share': operation({
      right: 'analyse',
      summary: {
        zh: '把自己的内容共享给整个项目、角色或成员，可查看或可编辑；空列表表示只有自己和项目所有者可见',
        en: 'Shares one of yours with the project, roles or people, to view or to edit; an empty list keeps it to yourself and the owners of the project',
      },
      input: Id.extend({ sharing: Sharing }),
      output: z.strictObject({ kind: z.string(), name: z.string(), sharing: Sharing }),
      run: async (viewer, { id, sharing }) => {
        await definitions.share(viewer, id, sharing);
        const { kind, name } = await definitions.get(viewer, id);
        return { kind, name, sharing };
      },
      audited: (_, { kind, name, sharing }) => `${kind} “${name}”: ${JSON.stringify(sharing)}`,
    }),
    'definition/trash': operation({
      right: 'analyse',
      summary: {
        zh: '把自己的内容移到回收站，30 天后清除；`trashed: false` 恢复；正被使用的不能删除',
        en: 'Puts one of yours into the trash, from which it goes after 30 days; `trashed: false` takes it back; what is used stays',
      },
      input: Id.extend({ trashed: z.boolean().default(true) }),
      output: z.strictObject({ id: z.uuid(), kind: z.string(), name: z.string(), trashed: z.boolean() }),
      run: async (viewer, { id, trashed }) => {
        if (trashed) await definitions.throwAway(viewer, id);
        else await definitions.takeBack(viewer, id);
        const { kind, name } = await definitions.get(viewer, id);
        return { id, kind, name, trashed };
      },
      audited: ({ trashed }, { kind, name }) => `${trashed ? '−' : '+'} ${kind} “${name}”`,
    }),
  };
}
