import { expect, it } from 'vitest';
import { topic } from '#loop/access';
import { Properties } from '../receive/properties.ts';
import { EventPacker, readPacks } from './event-pack.ts';
import { topicsOfEvents, topicsOfLines } from './touched-topics.ts';

function pack(events: readonly (readonly [project: number, name: string])[]): Buffer {
  const packer = new EventPacker();
  for (const [i, [project, name]] of events.entries()) {
    const row = {
      id: { low: i, high: 0 },
      received: 0,
      project,
      time: 0,
      distinctId: 'u',
      properties: new Properties(),
    };
    packer.add(row, name, 'http');
  }
  return packer.take();
}

it('names each project and each event in it once, whatever their order and however long', () => {
  const long = '长'.repeat(90);
  const packs = readPacks([
    pack([
      [1, 'a'],
      [1, 'a'],
      [2, 'a'],
      [1, 'b'],
      [1, long],
    ]),
    pack([
      [1, 'ab'],
      [1, 'a'],
    ]),
  ]);
  const wanted = [
    topic.events(1),
    ...['a', 'b', long, 'ab'].map((name) => topic.event(1, name)),
    topic.events(2),
    topic.event(2, 'a'),
  ];
  expect(topicsOfEvents(packs)).toEqual(wanted);
});

it('takes a project of too many names for changed altogether', () => {
  const many = Array.from({ length: 1500 }, (_, i) => [7, `event ${i}`] as const);
  expect(topicsOfEvents(readPacks([pack(many)]))).toEqual([topic.project(7)]);
});

it('reads the project at the beginning of each line', () => {
  const lines = [Buffer.from('[3,"x\\n[9,"]\n[4,1]\n'), Buffer.from('[3,2]\n[12345,""]')];
  expect(topicsOfLines(lines, topic.people)).toEqual([3, 4, 12345].map(topic.people));
});
