import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '#loop/access';
import { type Kitchen, openKitchen, testEngines } from './testing.ts';

describe.each(testEngines)('a definition on %s', (engine) => {
  let kitchen: Kitchen;
  let cook: Viewer & { account: string };
  let helper: Viewer & { account: string };
  let chef: Viewer & { account: string };
  beforeAll(async () => {
    kitchen = await openKitchen(engine);
    cook = await kitchen.member('analyst');
    helper = await kitchen.member('analyst');
    chef = await kitchen.member('owner');
  }, 60_000);
  afterAll(() => kitchen.close());

  const make = (name: string, body: object = { dish: 'soup' }, viewer: Viewer = cook) =>
    kitchen.definitions.create(viewer, { kind: 'recipe', name, body });

  it('is kept with its author and its time, as version 1, for everybody to edit', async () => {
    const made = await make('soup');
    expect(made).toMatchObject({
      kind: 'recipe',
      name: 'soup',
      folder: '',
      version: 1,
      owner: cook.name,
      may: 'own',
      shared: true,
    });
    expect(await kitchen.definitions.get(helper, made.id)).toMatchObject({
      body: { dish: 'soup' },
      may: 'edit',
    });
  });

  it('is refused where its kind says so, with the place and what is allowed', async () => {
    await expect(make('bad', { dish: 'poison' })).rejects.toThrow(
      'not right at dish: nothing that harms; given: "poison"',
    );
    await expect(make('bad', { dish: 'soup', salt: 1 })).rejects.toThrow('the definition is not right');
    await expect(kitchen.definitions.create(cook, { kind: 'spell', name: 'x', body: {} })).rejects.toThrow(
      'unknown kind: spell; known are recipe, menu',
    );
  });

  it('keeps each version, with what it changed in words, and can go back to one', async () => {
    const { definitions, clock } = kitchen;
    const { id } = await make('stew', { dish: 'stew', steps: [{ do: 'cut' }], heat: 80 });
    clock.set('2026-03-01T09:00:00Z');
    await definitions.change(helper, {
      id,
      version: 1,
      name: 'big stew',
      body: { dish: 'stew', steps: [{ do: 'chop' }, { do: 'boil', with: ['salt', 'oil'] }], heat: 95 },
    });
    const restored = await definitions.restore(cook, id, 1);
    expect(restored).toMatchObject({
      name: 'stew',
      version: 3,
      body: { dish: 'stew', steps: [{ do: 'cut' }], heat: 80 },
    });
    const [third, second, first] = await definitions.versions(cook, id, kitchen.naming);
    expect([first?.author, second?.author, third?.restored]).toEqual([cook.name, helper.name, 1]);
    expect(second?.at).toEqual(new Date('2026-03-01T09:00:00Z'));
    expect(second?.difference).toEqual([
      { field: { zh: '名称', en: 'Name' }, before: same('stew'), after: same('big stew') },
      { field: { zh: '步骤 › 1 › 做法', en: 'Steps › 1 › Do' }, before: same('cut'), after: same('chop') },
      {
        field: { zh: '步骤 › 2', en: 'Steps › 2' },
        before: null,
        after: { zh: '做法 boil，with salt、oil', en: 'Do boil, with salt, oil' },
      },
      {
        field: same('heat'),
        before: { zh: '80 度', en: '80 degrees' },
        after: { zh: '95 度', en: '95 degrees' },
      },
    ]);
    expect(first?.difference).toEqual([]);
    await expect(definitions.at(cook, id, 9)).rejects.toThrow('“stew” has no version 9; there are 1 to 3');
  });

  it('makes no version of a save that changes nothing', async () => {
    const { id } = await make('plain', { dish: 'rice', heat: 1 });
    expect(
      await kitchen.definitions.change(cook, {
        id,
        version: 1,
        name: 'plain',
        body: { heat: 1, dish: 'rice' },
      }),
    ).toMatchObject({ version: 1 });
  });

  it('is not overwritten by who did not see the newest: it is said who saved when', async () => {
    const { definitions, clock } = kitchen;
    const { id } = await make('contested');
    clock.set('2026-03-02T01:30:00Z');
    await definitions.change(helper, { id, version: 1, body: { dish: 'theirs' } });
    await expect(definitions.change(cook, { id, version: 1, body: { dish: 'mine' } })).rejects.toThrow(
      `${helper.name} saved “contested” at 2026-03-02 09:30 as version 2; you started from version 1`,
    );
    await definitions.change(cook, { id, version: 2, body: { dish: 'mine' } });
    expect((await definitions.versions(cook, id, kitchen.naming)).map(({ version }) => version)).toEqual([
      3, 2, 1,
    ]);
    expect(await definitions.at(cook, id, 2)).toMatchObject({ body: { dish: 'theirs' } });
  });

  it('takes one of many writers at once, tells the others, and loses no version', async () => {
    const { definitions } = kitchen;
    const { id } = await make('race');
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, (_, n) =>
        definitions.change(n % 2 ? cook : helper, { id, version: 1, body: { dish: `n${n}` } }),
      ),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of tries)
      if (one.status === 'rejected')
        expect(one.reason).toMatchObject({ code: 'definition.changed-meanwhile' });
    expect((await definitions.get(cook, id)).version).toBe(2);
  });

  it('is copied under another name, to who copies', async () => {
    const { id } = await make('loved', { dish: 'noodles' });
    await kitchen.definitions.move(cook, [id], 'asia/china');
    const copy = await kitchen.definitions.copy(helper, id, 'my noodles');
    expect(copy).toMatchObject({
      owner: helper.name,
      may: 'own',
      folder: 'asia/china',
      body: { dish: 'noodles' },
      version: 1,
    });
  });

  it('is a favourite of whom it is, not of others nor of keys', async () => {
    const { definitions } = kitchen;
    const { id } = await make('star');
    await definitions.favourite(cook, id, true);
    await definitions.favourite(cook, id, true);
    expect((await definitions.list(cook, { favourite: true })).map(({ name }) => name)).toEqual(['star']);
    expect(await definitions.list(helper, { favourite: true })).toEqual([]);
    await expect(definitions.favourite(kitchen.key('analyst'), id, true)).rejects.toThrow(
      'only a person who logged in',
    );
    await definitions.favourite(cook, id, false);
    expect(await definitions.list(cook, { favourite: true })).toEqual([]);
  });

  it('that is used stays, and it is said by what; what a viewer may not see of that is only counted', async () => {
    const { definitions } = kitchen;
    const base = await make('base');
    await make('on top', { dish: 'cake', after: base.id });
    const secret = await definitions.create(helper, {
      kind: 'menu',
      name: 'secret menu',
      body: { recipe: base.id },
      sharing: [],
    });
    await expect(definitions.throwAway(cook, base.id)).rejects.toThrow(
      '“base” is used by “on top”, +1; take it out there first',
    );
    expect(await definitions.usedBy(cook, base.id)).toMatchObject({ users: [{ name: 'on top' }], hidden: 1 });
    expect((await definitions.usedBy(chef, base.id)).users.map(({ name }) => name).sort()).toEqual([
      'on top',
      'secret menu',
    ]);
    await definitions.throwAway(helper, secret.id);
    expect(await definitions.usedBy(cook, base.id)).toMatchObject({ hidden: 0 });
  });

  it('tells what of the data it uses, and the data by whom it is used', async () => {
    const { definitions } = kitchen;
    await make('by data', { dish: 'Order "Paid"' });
    const found = await definitions.usersOfData(cook, { of: 'event', name: 'Order "Paid"' });
    expect(found.users.map(({ name }) => name)).toEqual(['by data']);
    expect((await definitions.usersOfData(cook, { of: 'event', name: 'Order' })).users).toEqual([]);
    expect((await definitions.usersOfData(cook, { of: 'event property', name: 'taste' })).users).toEqual([]);
  });

  it('names only what is there, may be seen, and is not in the trash', async () => {
    const { definitions } = kitchen;
    const hidden = await definitions.create(helper, {
      kind: 'recipe',
      name: 'hidden',
      body: { dish: 'x' },
      sharing: [],
    });
    await expect(make('a', { dish: 'x', after: hidden.id })).rejects.toThrow(
      `there is no recipe ${hidden.id}`,
    );
    await expect(make('a', { dish: 'x', after: 'nobody' })).rejects.toThrow('there is no recipe nobody');
    const other = await make('gone soon');
    await definitions.throwAway(cook, other.id);
    await expect(make('a', { dish: 'x', after: other.id })).rejects.toThrow(
      '“gone soon”, which this uses, is in the trash',
    );
    const served = await definitions.create(cook, {
      kind: 'menu',
      name: 'm',
      body: { recipe: (await make('m')).id },
    });
    await expect(make('a', { dish: 'x', after: served.id })).rejects.toThrow(
      `there is no recipe ${served.id}`,
    );
  });

  it('never contains itself, however far away and however many write at once', async () => {
    const { definitions } = kitchen;
    const a = await make('a1');
    const b = await make('b1', { dish: 'b', after: a.id });
    const c = await make('c1', { dish: 'c', after: b.id });
    await expect(
      definitions.change(cook, { id: a.id, version: 1, body: { dish: 'a', after: c.id } }),
    ).rejects.toThrow('“a1” would contain itself through “b1”');
    await expect(
      definitions.change(cook, { id: a.id, version: 1, body: { dish: 'a', after: a.id } }),
    ).rejects.toThrow('would contain itself');
    const [x, y] = [await make('x1'), await make('y1')];
    const both = await Promise.allSettled([
      definitions.change(cook, { id: x.id, version: 1, body: { dish: 'x', after: y.id } }),
      definitions.change(helper, { id: y.id, version: 1, body: { dish: 'y', after: x.id } }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('in the trash can be put back as it was, and is gone after 30 days unless it is used', async () => {
    const { definitions, clock } = kitchen;
    clock.set('2026-04-01T00:00:00Z');
    const { id } = await make('old');
    await definitions.favourite(cook, id, true);
    await definitions.throwAway(cook, id);
    await definitions.throwAway(cook, id);
    expect((await definitions.list(cook)).map((one) => one.id)).not.toContain(id);
    expect((await definitions.list(cook, { trashed: true })).find((one) => one.id === id)).toMatchObject({
      trashedBy: cook.name,
    });
    await expect(definitions.change(cook, { id, version: 1, name: 'new' })).rejects.toThrow(
      '“old” is in the trash; take it out first',
    );
    await definitions.takeBack(cook, id);
    expect(await definitions.get(cook, id)).toMatchObject({ trashed: null, favourite: true, version: 1 });
    await definitions.throwAway(cook, id);
    clock.set('2026-04-30T23:59:00Z');
    await definitions.emptyTrash();
    expect(await definitions.get(cook, id)).toMatchObject({ name: 'old' });
    clock.set('2026-05-01T00:01:00Z');
    await definitions.emptyTrash();
    await expect(definitions.get(cook, id)).rejects.toThrow(`there is nothing under ${id}`);
  });

  it('lies in a folder, and only moves where all may be moved', async () => {
    const { definitions } = kitchen;
    const one = await make('one');
    const other = await definitions.create(helper, {
      kind: 'recipe',
      name: 'other',
      body: { dish: 'x' },
      sharing: [{ with: 'project', may: 'view' }],
    });
    await expect(definitions.move(cook, [one.id, other.id], 'a')).rejects.toThrow(
      `you may see “other”, not change it; ask ${helper.name}`,
    );
    expect((await definitions.get(cook, one.id)).folder).toBe('');
    await definitions.move(cook, [one.id], 'a/b');
    expect((await definitions.get(cook, one.id)).folder).toBe('a/b');
  });

  it('of one project is never found in another', async () => {
    const { definitions } = kitchen;
    const { id } = await make('at home');
    const elsewhere = { ...chef, project: await kitchen.newProject() };
    await expect(definitions.get(elsewhere, id)).rejects.toThrow('there is nothing under');
    expect(await definitions.list(elsewhere)).toEqual([]);
    await expect(
      definitions.create(elsewhere, { kind: 'menu', name: 'm', body: { recipe: id } }),
    ).rejects.toThrow('there is no recipe');
  });
});

const same = (text: string) => ({ zh: text, en: text });
