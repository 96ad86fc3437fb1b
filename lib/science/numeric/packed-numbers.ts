/** Many numbers as one text, to the last bit and a third of the size of digits: for models of millions of numbers. */
export function packNumbers(values: Float64Array): string {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const parts: string[] = [];
  // a multiple of three, so that the parts of base64 fit together
  for (let at = 0; at < bytes.length; at += 24_576)
    parts.push(btoa(String.fromCharCode(...bytes.subarray(at, at + 24_576))));
  return parts.join('');
}

/** The numbers of a packed text. */
export function unpackNumbers(packed: string): Float64Array {
  const text = atob(packed);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return new Float64Array(bytes.buffer);
}
