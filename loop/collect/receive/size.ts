import { isObject, type Json } from './properties.ts';

/** One character of UTF-16 is at most three bytes of UTF-8. */
const WIDEST = 3;

/** Whether a message, written as JSON, is larger than so many bytes; only doubtful ones are written out to be measured. */
export function isLargerThan(message: Json, bytes: number): boolean {
  return roughly(message) * WIDEST > bytes && Buffer.byteLength(JSON.stringify(message)) > bytes;
}

function roughly(value: Json | undefined): number {
  if (typeof value === 'string') return value.length + 2;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + roughly(item) + 1, 2);
  if (!isObject(value)) return 8;
  let sum = 2;
  for (const key of Object.keys(value)) sum += key.length + 4 + roughly(value[key]);
  return sum;
}
