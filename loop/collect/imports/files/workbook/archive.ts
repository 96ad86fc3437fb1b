import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { Fault } from '#lib/core';
import { brokenWorkbook, zipBomb } from '../../faults.ts';
import { isBomb, MOST_TIMES } from '../text-bytes.ts';

/** A workbook has a few dozen parts. */
const MOST_PARTS = 10_000;

/** A zip archive on disk, whose parts are unpacked as streams: nothing of it is ever in memory as a whole. */
export class Archive {
  private constructor(
    private readonly name: string,
    private readonly zip: ZipFile,
    private readonly parts: ReadonlyMap<string, Entry>,
  ) {}

  /** @param name what the file is called when something is wrong with it. */
  static async open(name: string, path: string): Promise<Archive> {
    try {
      const zip = await openPromise(path, { autoClose: false, lazyEntries: true });
      return new Archive(name, zip, await partsOf(zip));
    } catch (error) {
      throw brokenOr(error, name);
    }
  }

  has(part: string): boolean {
    return this.parts.has(part);
  }

  /** The unpacked bytes of a part; a fault when there is none, when it is damaged, or when it is a bomb. */
  async *bytes(part: string): AsyncGenerator<Buffer> {
    const { name, zip } = this;
    const found = this.parts.get(part);
    if (!found) throw brokenWorkbook({ name, reason: part });
    // that no more comes out than is said here is seen to when it is unpacked
    if (isBomb(found.uncompressedSize, found.compressedSize)) throw zipBomb({ name, times: MOST_TIMES });
    try {
      yield* (await zip.openReadStreamPromise(found)) as AsyncIterable<Buffer>;
    } catch (error) {
      throw brokenOr(error, name);
    }
  }

  close(): void {
    this.zip.close();
  }
}

async function partsOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const parts = new Map<string, Entry>();
  try {
    if (zip.entryCount > MOST_PARTS) throw new Error(`${zip.entryCount} parts`);
    for await (const entry of zip.eachEntry()) parts.set(entry.fileName, entry);
    return parts;
  } catch (error) {
    zip.close();
    throw error;
  }
}

/** What went wrong with the archive in a sentence; a disk that fails stays what it is. */
function brokenOr(error: unknown, name: string): unknown {
  if (error instanceof Fault || (error instanceof Error && 'syscall' in error)) return error;
  return brokenWorkbook({ name, reason: error instanceof Error ? error.message : String(error) }, error);
}
