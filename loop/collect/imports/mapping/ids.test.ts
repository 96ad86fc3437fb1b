import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestFiles } from '../testing.ts';

let product: Awaited<ReturnType<typeof openTestFiles>>;
beforeAll(async () => {
  product = await openTestFiles();
});
afterAll(() => product.close());

it('reads ids as one person writes them: whole numbers, blanks around, composed letters', async () => {
  const ids = ['17850.0', '17850', ' 17850 ', '00147', '147.0', 'Jose\u0301', 'Jos\u00e9', '1.5', '-7.00'];
  const lines = ids.map((id, at) => `${id},2026-01-${10 + at} 10:00:00,${at}`);
  const done = await product.run(
    await product.write('ids.csv', ['user_id,paid_at,amount', ...lines].join('\n')),
  );
  expect(done).toMatchObject({ events: 9, rejected: 0 });
  expect((await product.events(done.id)).map(({ person }) => person)).toEqual([
    '17850',
    '17850',
    '17850',
    '00147',
    '147',
    'Jos\u00e9',
    'Jos\u00e9',
    '1.5',
    '-7',
  ]);
});

it('leaves nobody and what a spreadsheet destroyed out, in any spelling, and keeps what only looks like it', async () => {
  const out = [
    '游客',
    '匿名用户',
    '散客',
    'GUEST',
    'Anonymous',
    'unknown',
    '0',
    '0.0',
    '-1',
    '-1.0',
    '1.23E+11',
    '4E+12',
  ];
  const nobody = ['00000000-0000-0000-0000-000000000000', 'TILL-1', 'till-1'];
  const kept = ['游客12345', 'guest-77', '1e5', '7E10', '100', 'unknown-9'];
  const lines = [...out, ...nobody, ...kept].map((id) => `${id},2026-01-10 10:00:00,1`);
  const path = await product.write('nobody.csv', ['user_id,paid_at,amount', ...lines].join('\n'));
  const said = { nobody: ['Till-1'] };
  const proposed = await product.propose(path, {}, said);
  const { signal } = new AbortController();
  const counted = await product.files.dryRun(
    product.viewer,
    proposed.file.id,
    proposed.layout,
    proposed.mapping,
    signal,
  );
  const done = await product.run(path, {}, said);
  expect((await product.events(done.id)).map(({ person }) => person).sort()).toEqual([...kept].sort());
  expect(done).toMatchObject({ events: 6, rejected: 15 });
  expect(counted).toMatchObject({ events: 6, people: 6, rejected: 15 });
  const reasons = (await product.rejects(done.id)).map(({ reason }) => reason);
  expect(reasons.filter((reason) => reason === 'row-lost-digits')).toHaveLength(2);
});

it('counts in a dry run what the import brings, to the last one', async () => {
  const people = 70_000;
  const lines = Array.from({ length: people }, (_, at) => `p${at},2026-01-10 10:00:00,1`);
  const path = await product.write('many.csv', ['user_id,paid_at,amount', ...lines].join('\n'));
  const { file, layout, mapping } = await product.propose(path);
  const { signal } = new AbortController();
  const counted = await product.files.dryRun(product.viewer, file.id, layout, mapping, signal);
  expect(counted).toMatchObject({ rows: people, events: people, people, rejected: 0, frequent: [] });
  const done = await product.run(path);
  expect(await product.count(done.id)).toEqual({ rows: people, ids: people, people });
});
