import { posix } from 'node:path';
import { bigWorkbook, brokenWorkbook } from '../../faults.ts';
import type { Archive } from './archive.ts';
import { type CellRules, isDateFormat, plainText } from './cell-text.ts';
import { type XmlReader, XmlScanner } from './xml.ts';

/** A sheet as the workbook lists it. */
export interface SheetEntry {
  readonly name: string;
  /** Where its cells are in the archive. */
  readonly part: string;
}

export interface Book extends CellRules {
  /** Those that are hidden come last. */
  readonly sheets: readonly SheetEntry[];
}

const MEGA = 1024 * 1024;
/** Texts that cells share are held in memory, so many MB of them. */
const MOST = 120;
/** So many texts, sheets, parts and styles at most; Excel itself stops at 65,490 styles. */
const MOST_TEXTS = 10_000_000;
const MOST_SHEETS = 1000;
const MOST_NAMED = 100_000;

/** What a workbook says of itself: its sheets, and by what their cells are read. */
export async function readBook(archive: Archive, name: string): Promise<Book> {
  const related = await readRelated(archive);
  const { found, from1904 } = await readList(archive);
  const sheets = found.flatMap(({ id, ...sheet }) => {
    const part = related.find((one) => one.id === id && one.kind === 'worksheet')?.part;
    return part === undefined ? [] : [{ ...sheet, part }];
  });
  const partOf = (kind: string) => related.find((one) => one.kind === kind)?.part;
  if (sheets.length === 0) throw brokenWorkbook({ name, reason: 'xl/workbook.xml' });
  return {
    sheets: [...sheets.filter(({ hidden }) => !hidden), ...sheets.filter(({ hidden }) => hidden)],
    from1904,
    shared: await readShared(archive, name, partOf('sharedStrings')),
    dated: await readDated(archive, partOf('styles')),
  };
}

async function scan(archive: Archive, part: string, reader: XmlReader): Promise<void> {
  const scanner = new XmlScanner(reader);
  for await (const chunk of archive.bytes(part)) scanner.take(chunk);
  scanner.end();
}

/** The other parts the workbook names, each by what it is to it. */
async function readRelated(archive: Archive) {
  const related: { id: string | undefined; kind: string; part: string }[] = [];
  await scan(archive, 'xl/_rels/workbook.xml.rels', {
    open(tag, attributes) {
      const target = attributes.Target;
      if (tag !== 'Relationship' || target === undefined) return;
      if (related.length === MOST_NAMED) throw new SyntaxError(`more than ${MOST_NAMED} parts`);
      related.push({
        id: attributes.Id,
        kind: posix.basename(attributes.Type ?? ''),
        part: target.startsWith('/') ? target.slice(1) : posix.join('xl', target),
      });
    },
  });
  return related;
}

async function readList(archive: Archive) {
  const found: { name: string; id: string; hidden: boolean }[] = [];
  let from1904 = false;
  await scan(archive, 'xl/workbook.xml', {
    open(tag, attributes) {
      if (tag === 'workbookPr') from1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
      if (tag !== 'sheet') return;
      if (found.length === MOST_SHEETS) throw new SyntaxError(`more than ${MOST_SHEETS} sheets`);
      found.push({
        name: attributes.name ?? '',
        id: attributes.id ?? '',
        hidden: /hidden/i.test(attributes.state ?? ''),
      });
    },
  });
  return { found, from1904 };
}

/** The texts that cells share; how a text is to be pronounced is no part of it. */
async function readShared(archive: Archive, name: string, part: string | undefined): Promise<string[]> {
  const shared: string[] = [];
  if (part === undefined || !archive.has(part)) return shared;
  let text = '';
  let within = false;
  let spoken = false;
  let size = 0;
  await scan(archive, part, {
    open(tag) {
      if (tag === 'si') text = '';
      else if (tag === 'rPh') spoken = true;
      else if (tag === 't') within = !spoken;
    },
    text(piece) {
      if (!within) return;
      text += piece;
      if (size + text.length > MOST * MEGA) throw bigWorkbook({ name, limit: MOST });
    },
    close(tag) {
      if (tag === 't') within = false;
      else if (tag === 'rPh') spoken = false;
      else if (tag === 'si') {
        size += text.length;
        if (size > MOST * MEGA || shared.length === MOST_TEXTS) throw bigWorkbook({ name, limit: MOST });
        shared.push(plainText(text));
      }
    },
  });
  return shared;
}

/** For each style, whether its numbers are shown as dates. */
async function readDated(archive: Archive, part: string | undefined): Promise<boolean[]> {
  const codes = new Map<number, string>();
  const dated: boolean[] = [];
  if (part === undefined || !archive.has(part)) return dated;
  let within = false;
  await scan(archive, part, {
    open(tag, attributes) {
      const id = Number(attributes.numFmtId ?? 0);
      if (codes.size > MOST_NAMED || dated.length > MOST_NAMED)
        throw new SyntaxError(`more than ${MOST_NAMED} styles`);
      if (tag === 'numFmt') codes.set(id, attributes.formatCode ?? '');
      else if (tag === 'cellXfs') within = true;
      else if (tag === 'xf' && within) dated.push(isDateFormat(id, codes.get(id)));
    },
    close(tag) {
      if (tag === 'cellXfs') within = false;
    },
  });
  return dated;
}
