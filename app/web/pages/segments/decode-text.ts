/** The text of a file: by its mark, else UTF-8, else the Chinese encoding of old spreadsheets; undefined where it is no text. */
export function decodeText(bytes: Uint8Array): string | undefined {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  // nothing of a text is zero; zip, and so Excel, begins with PK
  if (bytes.subarray(0, 4096).includes(0) || (a === 0x50 && b === 0x4b && bytes[2] === 3)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
