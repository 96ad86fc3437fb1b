import { join } from 'node:path';
import { Sql, sql } from '#lib/sql';
import { AnswerCache, ask, Composer } from '#loop/ask';
import { Bitmaps } from '#loop/bitmaps';
import { openProduct, viewer } from './product.ts';

const question = {
  kind: 'retention',
  span: { from: '2025-04-01', to: '2025-06-30' },
  unit: 'day',
  start: { event: 'view' },
  return: { event: 'purchase' },
  periods: 15,
};

/** Writes the index of a filled folder from nothing, and what a day's new events cost the question after them. */
export async function main(folder: string, events = '20000000'): Promise<void> {
  const place = join(folder, events);
  const product = await openProduct(join(place, 'data'), Number(events), join(place, 'events.parquet'));
  const { warehouse, scopes } = product;
  const scope = await scopes.scopeOf(viewer);
  const took = async (work: () => Promise<unknown>) => {
    const [began, used] = [performance.now(), product.processorTime()];
    await work();
    return `${Math.round(performance.now() - began)} ms, ${Math.round(product.processorTime() - used)} ms of processor time`;
  };
  const write = (bitmaps: Bitmaps) =>
    bitmaps.of(viewer.project).write(scope, new AbortController().signal, () => undefined);
  for (const table of ['person_days', 'days_built', 'person_numbers'])
    await warehouse.run(new Sql([`TRUNCATE TABLE ${table}`], []));
  const bitmaps = new Bitmaps(warehouse);
  const composer = new Composer();
  const asked = () => ask(question, viewer, { ...product, bitmaps, cache: new AnswerCache(), composer });
  console.log(`from events: ${await took(asked)}`);
  console.log(`written from nothing: ${await took(() => write(bitmaps))}`);
  await asked();
  console.log(`from the index: ${await took(asked)}`);
  for (const [name, day] of [
    ['a day of the past', '2025-06-10'],
    ['today', '2025-07-01'],
  ] as const) {
    await warehouse.run(sql`INSERT INTO events (project, time, event, id, distinct_id, source, received)
      SELECT 1, toDateTime64(${day}, 3, 'UTC') - 1 + number % 80000, if(number % 2 = 0, 'view', 'purchase'), cityHash64(number, ${day}), concat('u', leftPad(toString(number * 7 % 500000), 8, '0')), 'file:bench', now64(3)
      FROM numbers(110000)`);
    console.log(`asked after 110,000 events of ${name}: ${await took(asked)}`);
    console.log(`asked again: ${await took(asked)}`);
  }
  console.log(`the day written: ${await took(() => write(bitmaps))}`);
  await product.warehouse.close();
  await product.database.close();
}
