import { expect, it } from 'vitest';
import { decodeText } from './decode-text.ts';

const bytes = (...parts: (readonly number[] | string)[]) =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : part)),
  );

it('reads a list of ids in whatever encoding a spreadsheet saved it', () => {
  expect(decodeText(bytes('会员1\nm2'))).toBe('会员1\nm2');
  expect(decodeText(bytes([0xef, 0xbb, 0xbf], '会员1'))).toBe('会员1');
  expect(decodeText(bytes([0xff, 0xfe, 0x31, 0, 0x1a, 0x4f]))).toBe('1会');
  expect(decodeText(bytes([0xfe, 0xff, 0, 0x31, 0x4f, 0x1a]))).toBe('1会');
  expect(decodeText(bytes([0xbb, 0xe1, 0xd4, 0xb1], '1'))).toBe('会员1');
  expect(decodeText(bytes())).toBe('');
});

it('knows what is no text', () => {
  expect(decodeText(bytes('PK', [3, 4, 20, 6, 8]))).toBeUndefined();
  expect(decodeText(bytes('ab', [0, 0, 1, 2]))).toBeUndefined();
});
