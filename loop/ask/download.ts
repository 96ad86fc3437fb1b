import writeExcel, { type Cell as ExcelCell } from 'write-excel-file/node';
import { type Cell, type ColumnKind, csvLine, csvStart, type Language, type Table } from '#lib/core';

/** A table as CSV text with titles in one language; figures unrounded, rates as fractions. */
export function* csvOf({ columns, rows }: Table, language: Language): Generator<string> {
  yield csvStart + csvLine(columns.map(({ title }) => title[language]));
  for (const row of rows) yield csvLine(columns.map(({ key }) => plainCell(row[key] ?? null, language)));
}

const formats: Partial<Record<ColumnKind, string>> = {
  rate: '0.0%',
  number: '#,##0.##',
  seconds: '#,##0',
  change: '+0.0%;-0.0%;0.0%',
  points: '+0.0%;-0.0%;0.0%',
};

/** A table as an Excel workbook; texts are texts, whatever they begin with. */
export async function excelOf({ columns, rows }: Table, language: Language): Promise<Uint8Array> {
  const heads = columns.map(
    ({ title }): ExcelCell => ({ value: title[language], type: String, fontWeight: 'bold' }),
  );
  const body = rows.map((row) =>
    columns.map(({ key, kind }) => excelCell(plainCell(row[key] ?? null, language), kind)),
  );
  return writeExcel([heads, ...body], { stickyRowsCount: 1 }).toBuffer();
}

/** A cell in one language. */
export function plainCell(cell: Cell, language: Language): string | number | null {
  return cell !== null && typeof cell === 'object' ? cell[language] : cell;
}

function excelCell(value: string | number | null, kind: ColumnKind): ExcelCell {
  if (value === null) return null;
  if (typeof value === 'string') return { value, type: String };
  return { value, type: Number, format: formats[kind] };
}
