import { SaxesParser } from 'saxes';

/** Attributes of a tag by their names without prefix. */
export type Attributes = Readonly<Record<string, string>>;

/** What is told of an XML text as it is read; names come without their prefix. */
export interface XmlReader {
  open?(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** A cell holds 32,767 characters at most; what is longer than this without a tag is no workbook. */
const LONGEST = 1024 * 1024;
/** Tags of a workbook stand a dozen deep, and carry some ten attributes. */
const DEEPEST = 64;
const MOST_ATTRIBUTES = 256;

/**
 * Reads XML as it comes, in memory that its nesting and its attributes cannot make grow. Entities that a document defines itself
 * are refused, so that none can grow or lead to a file. Both methods throw `SyntaxError` when the text is not XML, or beyond
 * what any workbook holds.
 */
export class XmlScanner {
  private readonly decoder = new TextDecoder();
  private readonly parser = new SaxesParser<{ xmlns: false; position: false }>({
    xmlns: false,
    position: false,
  });
  private untold = 0;
  private depth = 0;
  private attributes = 0;

  constructor(reader: XmlReader) {
    const { parser } = this;
    parser.on('opentagstart', () => {
      this.attributes = 0;
      if (++this.depth > DEEPEST) throw new SyntaxError(`tags nested more than ${DEEPEST} deep`);
    });
    parser.on('attribute', () => {
      if (++this.attributes > MOST_ATTRIBUTES)
        throw new SyntaxError(`more than ${MOST_ATTRIBUTES} attributes`);
    });
    parser.on('opentag', ({ name, attributes }) => {
      this.untold = 0;
      reader.open?.(plain(name), plainNames(attributes));
    });
    parser.on('closetag', ({ name }) => {
      this.depth--;
      reader.close?.(plain(name));
    });
    parser.on('text', (text) => reader.text?.(text));
    parser.on('cdata', (text) => reader.text?.(text));
    parser.on('error', ({ message }) => {
      throw new SyntaxError(message);
    });
  }

  take(bytes: Uint8Array): void {
    this.untold += bytes.length;
    this.parser.write(this.decoder.decode(bytes, { stream: true }));
    if (this.untold > LONGEST) throw new SyntaxError('a text without end');
  }

  end(): void {
    this.parser.close();
  }
}

function plain(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function plainNames(attributes: Attributes): Attributes {
  let prefixed = false;
  for (const name in attributes) prefixed ||= name.includes(':');
  if (!prefixed) return attributes;
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [plain(name), value]));
}
