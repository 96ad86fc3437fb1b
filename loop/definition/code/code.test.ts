import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '#loop/access';
import { type Kitchen, openKitchen } from '../testing.ts';
import { applyFiles } from './apply.ts';
import { exportFiles } from './export.ts';
import { type CodeFile, filePaths } from './file.ts';

let kitchen: Kitchen;
beforeAll(async () => {
  kitchen = await openKitchen();
}, 60_000);
afterAll(() => kitchen.close());

/** An owner of a new, empty project. */
const newOwner = async () => kitchen.member('owner', 'boss@example.com', await kitchen.newProject());
const apply = (viewer: Viewer, files: readonly CodeFile[], dryRun = false) =>
  applyFiles(kitchen.definitions, viewer, files, kitchen.naming, dryRun);
const file = (path: string, value: unknown): CodeFile => ({ path, text: JSON.stringify(value) });
const recipe = (name: string, body: object, more: object = {}) =>
  file(`recipe/${name}.json`, { kind: 'recipe', name, ...more, body });

describe('definitions as files', () => {
  it('name others by their names, in a stable order, one file each', async () => {
    const { definitions } = kitchen;
    const boss = await newOwner();
    const soup = await definitions.create(boss, {
      kind: 'recipe',
      name: '热汤',
      body: { heat: 90, dish: 'soup' },
    });
    await definitions.create(boss, {
      kind: 'menu',
      name: 'a/b: c',
      folder: '冬天/夜',
      body: { recipe: soup.id },
      sharing: [
        { role: 'viewer', may: 'view' },
        { account: boss.account, may: 'edit' },
      ],
    });
    const files = await exportFiles(definitions, boss);
    expect(files.map(({ path }) => path)).toEqual([
      expect.stringMatching(/^menu\/a-b- c~[\da-f]{8}\.json$/),
      'recipe/热汤.json',
    ]);
    expect(files[1]?.text).toBe(
      '{\n  "kind": "recipe",\n  "name": "热汤",\n  "body": {\n    "dish": "soup",\n    "heat": 90\n  }\n}\n',
    );
    expect(JSON.parse(files[0]?.text ?? '')).toEqual({
      kind: 'menu',
      name: 'a/b: c',
      folder: '冬天/夜',
      sharing: [
        { role: 'viewer', may: 'view' },
        { email: 'boss@example.com', may: 'edit' },
      ],
      body: { recipe: '热汤' },
    });
    expect(await exportFiles(definitions, boss)).toEqual(files);
  });

  it('have paths of their own on file systems of every make, whatever the names', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.oneof(
            fc.string({ unit: 'binary', minLength: 1, maxLength: 120 }),
            fc.constantFrom('con', 'CON', 'a', 'A', '.', '..', '../x', 'a.', 'Ä', 'Ä'),
          ),
        ),
        (names) => {
          const paths = [...filePaths('recipe', names).values()];
          expect(new Set(paths.map((path) => path.normalize('NFKC').toLowerCase())).size).toBe(names.length);
          for (const path of paths) {
            expect(path).toMatch(/^recipe\/[^/\\:*?"<>|\p{Cc}]+\.json$/u);
            expect(path).not.toMatch(/\/\.|^recipe\/(con|nul)\.json$/i);
            expect(Buffer.byteLength(path)).toBeLessThan(300);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('say the same of an empty project that they were applied to, and twice changes nothing', async () => {
    const { definitions } = kitchen;
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .filter((text) => text.trim() === text && !text.includes('\0') && !/\p{Cs}/u.test(text));
    const dish = fc.string({ maxLength: 20 }).filter((text) => text !== 'poison' && !text.includes('\0'));
    const folder = fc.constantFrom('', 'a', 'a/b', '冬天');
    const sharing = fc.constantFrom<'none' | 'view' | undefined>(undefined, 'none', 'view');
    const set = fc.uniqueArray(
      fc.record({
        name,
        dish,
        folder,
        sharing,
        heat: fc.option(fc.integer(), { nil: undefined }),
        after: fc.nat(),
      }),
      { maxLength: 6, selector: (one) => one.name },
    );
    await fc.assert(
      fc.asyncProperty(set, async (made) => {
        const [from, to] = [await newOwner(), await newOwner()];
        const ids: string[] = [];
        for (const [place, { name, dish, folder, sharing, heat, after }] of made.entries()) {
          const body = {
            dish,
            ...(heat !== undefined && { heat }),
            ...(place > 0 && { after: ids[after % place] }),
          };
          const shares = { none: [], view: [{ with: 'project', may: 'view' }] as const };
          const shared = sharing && { sharing: [...shares[sharing]] };
          ids.push((await definitions.create(from, { kind: 'recipe', name, folder, body, ...shared })).id);
        }
        const files = await exportFiles(definitions, from);
        expect((await apply(to, files, true)).steps.map(({ what }) => what)).toEqual(files.map(() => 'new'));
        expect(await definitions.list(to)).toEqual([]);
        await apply(to, files);
        expect(await exportFiles(definitions, to)).toEqual(files);
        const before = await definitions.list(to);
        expect((await apply(to, files)).steps.map(({ what }) => what)).toEqual(files.map(() => 'same'));
        expect(await definitions.list(to)).toEqual(before);
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  it('show in a dry run what would change, and change it', async () => {
    const { definitions } = kitchen;
    const boss = await newOwner();
    await definitions.create(boss, { kind: 'recipe', name: 'soup', body: { dish: 'soup', heat: 80 } });
    await definitions.create(boss, { kind: 'recipe', name: 'stays', body: { dish: 'x' } });
    const files = [
      recipe('soup', { dish: 'soup', heat: 95, after: 'first' }, { folder: 'hot', sharing: [] }),
      recipe('first', { dish: 'salad' }),
    ];
    const told = await apply(boss, files, true);
    expect(told.elsewhere).toEqual([{ kind: 'recipe', name: 'stays' }]);
    expect(told.steps.map(({ path, what }) => [path, what])).toEqual([
      ['recipe/first.json', 'new'],
      ['recipe/soup.json', 'changed'],
    ]);
    const [, soup] = told.steps;
    expect(soup?.difference.map(({ field, before, after }) => [field.en, before?.en, after?.en])).toEqual([
      ['heat', '80 degrees', '95 degrees'],
      ['after', undefined, 'first'],
      ['Folder', '/', 'hot'],
      ['Sharing', 'the project may edit', 'not shared'],
    ]);
    expect((await definitions.list(boss)).map(({ name, version }) => [name, version]).sort()).toEqual([
      ['soup', 1],
      ['stays', 1],
    ]);
    await apply(boss, files);
    const all = new Map((await definitions.list(boss)).map((one) => [one.name, one]));
    expect(all.get('soup')).toMatchObject({
      folder: 'hot',
      version: 2,
      shared: false,
      body: { dish: 'soup', heat: 95, after: all.get('first')?.id },
    });
  });

  it('say of another name that it is something new, and what it equals', async () => {
    const boss = await newOwner();
    await apply(boss, [recipe('old name', { dish: 'x' })]);
    const { steps, elsewhere } = await apply(boss, [recipe('new name', { dish: 'x' })]);
    expect(steps).toMatchObject([{ what: 'new', name: 'new name', equals: 'old name' }]);
    expect(elsewhere).toEqual([{ kind: 'recipe', name: 'old name' }]);
  });

  it.each<[string, CodeFile[], string]>([
    [
      'no JSON',
      [{ path: 'recipe/a.json', text: '{"kind": recipe}' }],
      'recipe/a.json: is not JSON from 1:10',
    ],
    ['nothing', [{ path: 'recipe/a.json', text: '' }], 'recipe/a.json: is not JSON from 1:1'],
    ['another shape', [file('recipe/a.json', ['x'])], 'recipe/a.json: not right at its top'],
    [
      'a member nobody knows',
      [file('recipe/a.json', { kind: 'recipe', name: 'a', id: 7, body: {} })],
      'recipe/a.json: not right at',
    ],
    ['a name too long', [recipe('x'.repeat(121), { dish: 'x' })], 'not right at name'],
    [
      'folders out of the folder',
      [recipe('a', { dish: 'x' }, { folder: '../../etc' })],
      'recipe/a.json: not right at folder',
    ],
    [
      'an unknown kind',
      [file('spell/a.json', { kind: 'spell', name: 'a', body: {} })],
      'spell/a.json: unknown kind spell; known are recipe, menu',
    ],
    [
      'a kind of JavaScript itself',
      [file('toString/a.json', { kind: 'toString', name: 'a', body: {} })],
      'unknown kind toString',
    ],
    [
      'the wrong folder',
      [file('menu/a.json', { kind: 'recipe', name: 'a', body: { dish: 'x' } })],
      'menu/a.json: is a recipe but lies in the folder menu',
    ],
    [
      'one name twice',
      [recipe('a', { dish: 'x' }), file('recipe/b.json', { kind: 'recipe', name: 'a', body: { dish: 'y' } })],
      'recipe/b.json: has the name of recipe/a.json, “a”',
    ],
    [
      'a body its kind refuses',
      [recipe('a', { dish: 'poison' })],
      'recipe/a.json: the definition is not right at dish: nothing that harms',
    ],
    [
      'a prototype',
      [
        {
          path: 'recipe/a.json',
          text: '{"kind":"recipe","name":"a","body":{"dish":"x","__proto__":{"heat":1}}}',
        },
      ],
      'recipe/a.json: a member is called __proto__',
    ],
    [
      'what is nowhere',
      [recipe('a', { dish: 'x', after: 'gone' })],
      'recipe/a.json: uses the recipe “gone”, which is neither in the files nor in the project',
    ],
    [
      'a circle',
      [recipe('a', { dish: 'x', after: 'b' }), recipe('b', { dish: 'x', after: 'a' })],
      'recipe/a.json: contains itself by way of other files',
    ],
    [
      'a stranger',
      [recipe('a', { dish: 'x' }, { sharing: [{ email: 'who@example.com', may: 'view' }] })],
      'recipe/a.json: is shared with who@example.com, who does not belong to the project',
    ],
    [
      'depth',
      [{ path: 'recipe/a.json', text: `${'['.repeat(10_000)}${']'.repeat(10_000)}` }],
      'recipe/a.json: not right at its top: nested at most',
    ],
  ])('with %s are refused by the name of the file, and nothing is kept', async (_, files, sentence) => {
    const boss = await newOwner();
    await expect(apply(boss, [recipe('fine', { dish: 'x' }), ...files])).rejects.toThrow(sentence);
    expect(await kitchen.definitions.list(boss)).toEqual([]);
  });

  it('change only what the viewer may edit, and show only what he may see', async () => {
    const { definitions } = kitchen;
    const project = await kitchen.newProject();
    const boss = await kitchen.member('owner', 'boss@example.com', project);
    const analyst = await kitchen.member('analyst', undefined, project);
    await definitions.create(boss, { kind: 'recipe', name: 'secret', body: { dish: 'x' }, sharing: [] });
    await definitions.create(boss, {
      kind: 'recipe',
      name: 'shown',
      body: { dish: 'x' },
      sharing: [{ with: 'project', may: 'view' }],
    });
    const files = await exportFiles(definitions, analyst);
    expect(files.map(({ path }) => path)).toEqual(['recipe/shown.json']);
    expect((await apply(analyst, files)).steps.map(({ what }) => what)).toEqual(['same']);
    await expect(apply(analyst, [recipe('shown', { dish: 'y' })])).rejects.toThrow(
      'recipe/shown.json: you may see it, not change it; ask boss@example.com',
    );
  });

  it('are refused where two have one name, for only names tell them apart', async () => {
    const boss = await newOwner();
    for (const dish of ['x', 'y'])
      await kitchen.definitions.create(boss, { kind: 'recipe', name: 'twin', body: { dish } });
    await expect(exportFiles(kitchen.definitions, boss)).rejects.toThrow(
      '2 of the kind recipe are called “twin”',
    );
  });
});
