import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '#loop/access';
import type { Sharing } from './sharing.ts';
import { type Kitchen, openKitchen, testEngines } from './testing.ts';

type Account = Viewer & { account: string };

describe.each(testEngines)('who may do what on %s', (engine) => {
  let kitchen: Kitchen;
  let people: Record<'maker' | 'analyst' | 'viewer' | 'owner' | 'chosen' | 'chosenViewer', Account>;
  beforeAll(async () => {
    kitchen = await openKitchen(engine);
    const { member } = kitchen;
    people = {
      maker: await member('analyst'),
      analyst: await member('analyst'),
      viewer: await member('viewer'),
      owner: await member('owner'),
      chosen: await member('analyst'),
      chosenViewer: await member('viewer'),
    };
  }, 60_000);
  afterAll(() => kitchen.close());

  /** maker, analyst, viewer, owner, chosen analyst, chosen viewer, key of an analyst, key of a viewer */
  const table: [string, (who: typeof people) => Sharing, string][] = [
    ['private', () => [], 'own none none own none none none none'],
    [
      'the project may view',
      () => [{ with: 'project', may: 'view' }],
      'own view view own view view view view',
    ],
    [
      'the project may edit',
      () => [{ with: 'project', may: 'edit' }],
      'own edit view own edit view edit view',
    ],
    ['analysts may view', () => [{ role: 'analyst', may: 'view' }], 'own view none own view none view none'],
    ['analysts may edit', () => [{ role: 'analyst', may: 'edit' }], 'own edit none own edit none edit none'],
    ['viewers may view', () => [{ role: 'viewer', may: 'view' }], 'own none view own none view none view'],
    ['viewers may edit', () => [{ role: 'viewer', may: 'edit' }], 'own none view own none view none view'],
    ['owners may view', () => [{ role: 'owner', may: 'view' }], 'own none none own none none none none'],
    [
      'one may view',
      ({ chosen }) => [{ account: chosen.account, may: 'view' }],
      'own none none own view none none none',
    ],
    [
      'one may edit',
      ({ chosen }) => [{ account: chosen.account, may: 'edit' }],
      'own none none own edit none none none',
    ],
    [
      'a viewer may edit',
      ({ chosenViewer }) => [{ account: chosenViewer.account, may: 'edit' }],
      'own none none own none view none none',
    ],
    [
      'the project may view, one edit',
      ({ chosen }) => [
        { with: 'project', may: 'view' },
        { account: chosen.account, may: 'edit' },
      ],
      'own view view own edit view view view',
    ],
    [
      'the project may edit, one view',
      ({ chosen }) => [
        { with: 'project', may: 'edit' },
        { account: chosen.account, may: 'view' },
      ],
      'own edit view own edit view edit view',
    ],
  ];

  it.each(table)('%s', async (name, sharing, expected) => {
    const { definitions, naming } = kitchen;
    const { id } = await definitions.create(people.maker, {
      kind: 'recipe',
      name,
      body: { dish: name },
      sharing: sharing(people),
    });
    const { maker, analyst, viewer, owner, chosen, chosenViewer } = people;
    const viewers: Viewer[] = [
      maker,
      analyst,
      viewer,
      owner,
      chosen,
      chosenViewer,
      kitchen.key('analyst'),
      kitchen.key('viewer'),
    ];
    for (const [place, level] of expected.split(' ').entries()) {
      const who = viewers[place]!;
      const sees = (await definitions.list(who)).find((one) => one.id === id);
      expect([who.name, sees?.may ?? 'none']).toEqual([who.name, level]);
      const may = { none: 0, view: 1, edit: 2, own: 3 }[level]!;
      const everything: [number, () => Promise<unknown>][] = [
        [1, () => definitions.get(who, id)],
        [1, () => definitions.versions(who, id, naming)],
        [1, () => definitions.at(who, id, 1)],
        [1, () => definitions.uses(who, id)],
        [1, () => definitions.usedBy(who, id)],
        [
          2,
          async () =>
            definitions.change(who, {
              id,
              version: (await definitions.get(maker, id)).version,
              name: `${name} by ${place}`,
            }),
        ],
        [2, () => definitions.restore(who, id, 1)],
        [2, () => definitions.move(who, [id], 'x')],
        [3, () => definitions.sharing(who, id)],
        [3, () => definitions.share(who, id, sharing(people))],
        [3, () => definitions.throwAway(who, id)],
        [3, () => definitions.takeBack(who, id)],
      ];
      for (const [needed, act] of everything) {
        const outcome = await act().then(
          () => 'done',
          (error: { code: string; message: string }) => error,
        );
        if (may >= needed) expect(outcome).toBe('done');
        else {
          const code =
            may === 0 ? 'definition.unknown' : needed === 3 ? 'definition.not-yours' : 'definition.only-view';
          expect(outcome).toMatchObject({ code });
          // who may not see it learns nothing of it, not even its name
          if (may === 0) expect((outcome as { message: string }).message).not.toContain(name);
        }
      }
    }
  });

  it('is shared with members only, and kept from the project only by who can see it then', async () => {
    const { definitions } = kitchen;
    const { maker } = people;
    const stranger = '00000000-0000-4000-8000-000000000000';
    const made = await definitions.create(maker, { kind: 'recipe', name: 'mine', body: { dish: 'x' } });
    await expect(definitions.share(maker, made.id, [{ account: stranger, may: 'view' }])).rejects.toThrow(
      `${stranger} does not belong to this project`,
    );
    expect(await definitions.sharing(maker, made.id)).toEqual([{ with: 'project', may: 'edit' }]);
    const key = kitchen.key('analyst');
    await expect(
      definitions.create(key, { kind: 'recipe', name: 'k', body: { dish: 'x' }, sharing: [] }),
    ).rejects.toThrow('what a key makes cannot be kept from the project');
  });
});
