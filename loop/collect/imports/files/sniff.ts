import { fileTypeFromBuffer } from 'file-type';
import { emptyFile, jsonDocument, noLines, notText, oldExcel, unknownFormat } from '../faults.ts';
import { type Layout, type LayoutWishes, layout } from '../mapping/mapping.ts';
import { encodingOf } from './encoding.ts';
import type { StoredFile } from './file-store.ts';
import { HEAD, headBytes, laterPieces, rawBytes } from './head-bytes.ts';
import { lineFeeds } from './text-bytes.ts';
import { shapeOfText } from './text-shape.ts';

/** Lines that are looked at to tell whether they are JSON. */
const LOOKED_AT = 50;
const BINARY = { xlsx: 'xlsx', parquet: 'parquet' } as const;

/** How the bytes of a file become rows, told from the bytes alone, for names lie, and from what was said of them. */
export async function sniff(file: StoredFile, wishes: LayoutWishes = {}): Promise<Layout> {
  const raw = await rawBytes(file, 0, 64 * 1024);
  if (raw.length === 0) throw emptyFile({ name: file.name });
  const gzip = raw[0] === 0x1f && raw[1] === 0x8b;
  const head = gzip ? await headBytes(file, { gzip, encoding: 'utf-8' }) : await rawBytes(file, 0, HEAD);
  if (head.length === 0) throw emptyFile({ name: file.name });
  const marked = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  const binary = marked ? undefined : await binaryFormat(file, head);
  if (binary) return layout.parse({ format: binary, gzip });
  const encoding = wishes.encoding ?? encodingOf(head, gzip ? [] : await laterPieces(file));
  if (!encoding) throw notText({ name: file.name });
  const text = await headBytes(file, { gzip, encoding });
  const returns = endsInReturns(text);
  const found = textLayout(file, returns ? lineFeeds(text) : text, wishes);
  return layout.parse({ ...found, gzip, encoding, ...(returns ? { breaks: 'cr' } : {}) });
}

/** Whether lines end as they once did on the Mac; a line feed may stand within a field then. */
function endsInReturns(text: Buffer): boolean {
  let [returns, feeds] = [0, 0];
  text.forEach((byte, at) => {
    if (byte === 10) feeds++;
    else if (byte === 13 && text[at + 1] !== 10) returns++;
  });
  return returns > feeds;
}

async function binaryFormat({ name }: StoredFile, head: Buffer): Promise<'xlsx' | 'parquet' | undefined> {
  if (head.subarray(0, 4).toString('latin1') === 'PAR1') return 'parquet';
  const type = await fileTypeFromBuffer(head);
  if (!type) return undefined;
  if (type.ext in BINARY) return BINARY[type.ext as keyof typeof BINARY];
  if (type.ext === 'cfb') throw oldExcel({ name });
  if (type.mime.startsWith('text/') || type.ext === 'xml') return undefined;
  throw unknownFormat({ name, found: `${type.ext} (${type.mime})` });
}

function textLayout(file: StoredFile, text: Buffer, wishes: LayoutWishes): Partial<Layout> {
  if (text.length >= HEAD && text.indexOf(10) < 0)
    throw noLines({ name: file.name, limit: HEAD / 1024 / 1024 });
  if (isJson(text)) return { format: 'jsonl', header: false };
  refuseDocument(file, text);
  return shapeOfText(text, wishes);
}

/** Whether lines are objects; one that is broken or absurd among the first does not make the others a table. */
function isJson(text: Buffer): boolean {
  const lines = text
    .toString('utf8')
    .split('\n', LOOKED_AT)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const objects = lines.filter((line) => line.startsWith('{'));
  if (objects.length < lines.length / 2) return false;
  return objects.some((line) => {
    try {
      JSON.parse(line);
      return line.endsWith('}');
    } catch {
      return false;
    }
  });
}

/** JSON that is not told line by line, and pages of the web that are called tables, would be read as rows of nonsense. */
function refuseDocument({ name }: StoredFile, text: Buffer): void {
  const start = text.subarray(0, 1000).toString('utf8');
  if (/^\s*(\[\s*\{|\{\s*[\r\n])/.test(start)) throw jsonDocument({ name });
  const markup = /^\s*<(\?xml|!doctype|html|head|meta|table|div)\b/i.exec(start)?.[1];
  if (markup) throw unknownFormat({ name, found: markup === '?xml' ? 'XML' : 'HTML' });
}
