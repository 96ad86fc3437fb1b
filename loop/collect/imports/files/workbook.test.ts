import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { layout } from '../mapping/mapping.ts';
import { codeOf } from '../testing.ts';
import { FileStore } from './file-store.ts';
import { unfoldWorkbook } from './unfold-workbook.ts';

let folder: string;
let fileStore: FileStore;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linger-workbook-'));
  fileStore = new FileStore(join(folder, 'files'));
});
afterAll(() => rm(folder, { recursive: true }));

const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A zip archive as a workbook is one; what a reader does not need of it is left empty. */
function zip(parts: Readonly<Record<string, string>>): Buffer {
  const bodies: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(parts)) {
    const packed = deflateRawSync(text);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(Buffer.byteLength(text), 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(at, 42);
    bodies.push(head, Buffer.from(name), packed);
    list.push(entry, Buffer.from(name));
    at += 30 + Buffer.byteLength(name) + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(bodies.length / 3, 8);
  end.writeUInt16LE(bodies.length / 3, 10);
  end.writeUInt32LE(Buffer.concat(list).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, ...list, end]);
}

interface Given {
  readonly properties?: string;
  readonly shared?: string;
  readonly hidden?: boolean;
}

/** A workbook with one sheet of these rows, and where wanted a hidden one before it. */
function book(rows: string, { properties = '', shared = '', hidden = false }: Given = {}): Buffer {
  const sheet = (inside: string) =>
    `<worksheet xmlns="${spreadsheet}"><sheetData>${inside}</sheetData></worksheet>`;
  const link = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${relationships}/${kind}" Target="${target}"/>`;
  return zip({
    'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns:r="${relationships}">${properties}<sheets>
      ${hidden ? '<sheet name="secret" sheetId="2" state="hidden" r:id="r2"/>' : ''}<sheet name="A &amp; B" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${link('r1', 'worksheet', 'worksheets/sheet1.xml')}
      ${link('r2', 'worksheet', '/xl/worksheets/sheet2.xml')}${link('r3', 'styles', 'styles.xml')}${link('r4', 'sharedStrings', 'texts.xml')}</Relationships>`,
    'xl/styles.xml': `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>
      <numFmt numFmtId="165" formatCode="[>=100][$¥-804]#,##0.00;[Red]-0" /></numFmts>
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
      <cellXfs><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`,
    'xl/texts.xml': `<sst>${shared}</sst>`,
    'xl/worksheets/sheet1.xml': sheet(rows),
    'xl/worksheets/sheet2.xml': sheet('<row r="1"><c r="A1"><v>1</v></c></row>'),
  });
}

let count = 0;
async function unfold(bytes: Buffer) {
  const path = join(folder, `book-${++count}.xlsx`);
  await writeFile(path, bytes);
  const file = await fileStore.take(1, path);
  const sheets = await unfoldWorkbook(fileStore, file, layout.parse({ format: 'xlsx' }));
  return { sheets, text: await readFile(fileStore.beside(file, 'sheet-0.csv'), 'utf8') };
}

const text = (place: string, words: string) => `<c r="${place}" t="inlineStr"><is><t>${words}</t></is></c>`;
const number = (place: string, value: string, style = 0) =>
  `<c r="${place}" s="${style}"><v>${value}</v></c>`;
const header = `<row r="1">${text('A1', 'who')}${text('B1', 'when')}</row>`;

it('reads numbers, dates, times and texts as they are shown, and keeps every digit of a long number', async () => {
  const cells = [
    number('A2', '9007199254740993') + number('B2', '46023.5', 1),
    number('A3', '1.38E10') + number('B3', '46024', 2),
    number('A4', '0.1', 3) + number('B4', '0.75', 1),
    number('A5', '46023', 3) + number('B5', '46023.333333333336', 1),
  ];
  const rows = cells.map((row, at) => `<row r="${at + 2}">${row}</row>`).join('');
  const { text: csv } = await unfold(book(header + rows));
  expect(csv.split('\n')).toEqual([
    'who,when',
    '9007199254740993,2026-01-01 12:00:00',
    '13800000000,2026-01-02',
    '0.1,18:00:00',
    '46023,2026-01-01 08:00:00',
    '',
  ]);
});

it('counts days from 1904 where the workbook does', async () => {
  const rows = `${header}<row r="2">${number('A2', '1')}${number('B2', '44561.5', 1)}</row>`;
  const { text: csv } = await unfold(book(rows, { properties: '<workbookPr date1904="1"/>' }));
  expect(csv).toBe('who,when\n1,2026-01-01 12:00:00\n');
});

it('takes what a formula came to, nothing of an error, and texts without how they are pronounced', async () => {
  const shared =
    '<si><t>张</t><r><t xml:space="preserve"> 三</t></r><rPh sb="0" eb="1"><t>zhang</t></rPh></si><si><t>a_x000A_&lt;b&gt;&#x1F600;</t></si>';
  const row =
    '<c r="A2" t="s"><v>0</v></c><c r="B2"><f>1+2</f><v>3</v></c><c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D2" t="str"><f>"u"&amp;4</f><v>u4</v></c><c r="E2" t="b"><v>1</v></c><c r="F2" t="s"><v>1</v></c>';
  const { text: csv } = await unfold(book(`${header}<row r="2">${row}</row>`, { shared }));
  expect(csv).toBe('who,when\n张 三,3,,u4,true,"a\n<b>😀"\n');
});

it('puts each row on the line of its number, however far down, and hidden sheets last', async () => {
  const far = `<row r="3">${text('B3', 'who')}</row><row r="7">${text('B7', 'u1')}<c r="XFD7" s="1"/></row><row r="1048576">${text('B1048576', 'u2')}</row>`;
  const { sheets, text: csv } = await unfold(book(far, { hidden: true }));
  expect(sheets).toEqual([
    { name: 'A & B', rows: 3, width: 2 },
    { name: 'secret', rows: 1, width: 1 },
  ]);
  const lines = csv.split('\n');
  expect([lines[2], lines[6], lines[1_048_575], lines.length]).toEqual([',who', ',u1', ',u2', 1_048_577]);
});

it.each([
  ['a column no sheet has', `<row r="1">${number('ZZZZZZZ1', '1')}</row>`],
  ['a row no sheet has', `<row r="99999999999">${number('A1', '1')}</row>`],
  ['rows out of order', `<row r="2">${number('A2', '1')}</row><row r="1">${number('A1', '1')}</row>`],
  ['tags that never end', '<a>'.repeat(5_500_000)],
  ['tags a thousand deep', `<row r="1">${'<c>'.repeat(1000)}${'</c>'.repeat(1000)}</row>`],
  [
    'a tag of a thousand attributes',
    `<row r="1"><c ${Array.from({ length: 1000 }, (_, at) => `a${at}="1"`).join(' ')}/></row>`,
  ],
  [
    'a cell that grows between its tags',
    `<row r="1"><c r="A1"><v>${`${'9'.repeat(1000)}<a/>`.repeat(2000)}</v></c></row>`,
  ],
  ['a text that never ends', `<row r="1"><c r="A1"><v>${'9'.repeat(3_000_000)}`],
])('refuses %s in a sentence instead of growing to its size', async (_, rows) => {
  expect(await codeOf(unfold(book(rows)))).toBe('file.broken-workbook');
});

it('stops at more texts than memory holds, and keeps no more of a row than columns are imported', async () => {
  const shared = '<si/>'.repeat(12_000_000);
  expect(await codeOf(unfold(book(header, { shared: `${noise()}${shared}` })))).toBe('file.big-workbook');
  const wide = Array.from(
    { length: 60_000 },
    (_, at) => `<row r="${at + 1}">${number(`XFD${at + 1}`, '1')}</row>`,
  );
  const { sheets, text: csv } = await unfold(book(wide.join('')));
  expect([sheets[0]?.width, Math.max(...csv.split('\n').map(({ length }) => length))]).toEqual([16_384, 0]);
}, 120_000);

/** What does not pack, so that what does is no bomb. */
function noise(): string {
  return `<si><t>${Array.from({ length: 120_000 }, (_, at) => ((at * 2_654_435_761) >>> 0).toString(36)).join('')}</t></si>`;
}

it('refuses a sheet that is a bomb, and an archive that is cut or no workbook', async () => {
  const bomb = `<row r="1">${'<x/>'.repeat(4_500_000)}</row>`;
  expect(await codeOf(unfold(book(bomb)))).toBe('file.zip-bomb');
  const whole = book(header);
  expect(await codeOf(unfold(whole.subarray(0, whole.length - 40)))).toBe('file.broken-workbook');
  expect(await codeOf(unfold(zip({ 'word/document.xml': '<a/>' })))).toBe('file.broken-workbook');
});

it.each([
  ['an entity of its own', '<si><t>&secret;</t></si>'],
  ['a document type', '<!DOCTYPE a [<!ENTITY secret SYSTEM "file:///etc/passwd">]><si><t>&secret;</t></si>'],
])('refuses %s, so that none grows or leads to a file', async (_, shared) => {
  const row = '<row r="2"><c r="A2" t="s"><v>0</v></c></row>';
  expect(await codeOf(unfold(book(header + row, { shared })))).toBe('file.broken-workbook');
});
