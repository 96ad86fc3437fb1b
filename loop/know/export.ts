import writeExcel, { type Cell } from 'write-excel-file/node';
import { csvLine, csvStart, type Language, type Words } from '#lib/core';
import { Download } from '#lib/operation';
import type { Sql } from '#lib/sql';
import type { ReadOptions, Warehouse } from '#lib/store';
import type { Naming, Scope } from '#loop/condition';
import { manyForExcel } from './faults.ts';
import { eachPeople, type PeopleQuery, type Person } from './people.ts';

/** In whose words the heads of the columns are. */
export interface Heads {
  readonly naming: Pick<Naming, 'property'>;
  readonly language: Language;
}

/** What people are exported as. */
export const exportKinds = ['csv', 'xlsx'] as const;
type ExportKind = (typeof exportKinds)[number];

interface Export {
  readonly warehouse: Warehouse;
  readonly scope: Scope;
  readonly query: Omit<PeopleQuery, 'limit' | 'offset'>;
  readonly heads: Heads;
  /** A sub-select of people; everybody when absent. */
  readonly among?: Sql;
  readonly options?: ReadOptions;
}

/** People as a file to take away. */
export async function peopleAs(as: ExportKind, wanted: Export): Promise<Download> {
  if (as === 'csv') return new Download('people.csv', 'text/csv; charset=utf-8', csvOfPeople(wanted));
  const book = await excelOfPeople(wanted);
  return new Download(
    'people.xlsx',
    XLSX,
    (async function* () {
      yield book;
    })(),
  );
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A batch at a time: memory stays bounded whatever the number. */
async function* csvOfPeople(wanted: Export): AsyncGenerator<string> {
  yield csvStart + csvLine(titles(wanted));
  for await (const people of batches(wanted))
    yield people.map((person) => csvLine(fields(person, wanted))).join('');
}

/** A workbook is written as a whole: more people than this take the memory of everybody. */
const MOST_IN_EXCEL = 100_000;

/** Ids are texts whatever they look like: as numbers, all after their fifteenth digit would be lost. */
async function excelOfPeople(wanted: Export): Promise<Uint8Array> {
  const rows: Cell[][] = [titles(wanted).map((value): Cell => ({ value, type: String, fontWeight: 'bold' }))];
  for await (const people of batches(wanted)) {
    for (const person of people) {
      const [id, ...others] = fields(person, wanted);
      rows.push([{ value: id, type: String }, ...others.map(excelCell)]);
    }
    if (rows.length > MOST_IN_EXCEL + 1) throw manyForExcel({ limit: MOST_IN_EXCEL });
  }
  return writeExcel(rows, { stickyRowsCount: 1 }).toBuffer();
}

/** A number when it is just as it is spelt, else a text. */
function excelCell(text: string | undefined): Cell {
  if (text === undefined || text === '') return null;
  const value = Number(text);
  const same = String(value) === text && Number.isFinite(value) && text.replace(/\D/g, '').length <= 15;
  return same ? { value, type: Number } : { value: text, type: String };
}

function titles({ query, heads: { naming, language } }: Export): string[] {
  const names = ['$id', '$first_seen', '$last_seen', ...query.columns];
  const titles = names.map((name) => naming.property('person', name)[language]);
  return query.purchase ? [...titles, ...boughtTitles.map((words) => words[language])] : titles;
}

const boughtTitles: readonly Words[] = [
  { zh: '购买次数', en: 'Purchases' },
  { zh: '累计消费', en: 'Total spend' },
  { zh: '最近购买', en: 'Last purchase' },
];

function fields(person: Person, { query }: Export): (string | undefined)[] {
  const { id, first, last, properties, bought } = person;
  const told = [id, first, last, ...query.columns.map((name) => properties[name])];
  if (!query.purchase) return told;
  return [...told, String(bought?.orders ?? 0), String(bought?.spent ?? 0), bought?.last];
}

function batches({ warehouse, scope, query, among, options }: Export): AsyncGenerator<Person[]> {
  return eachPeople(warehouse, scope, query, among, options);
}
