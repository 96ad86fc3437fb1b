import { crc32, deflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { palettePng, readPng } from './png.ts';

const [width, height] = [24, 15];
const pixels = Buffer.from(
  Array.from({ length: width * height }, (_, at) => [at % 256, (at * at) % 251, (at * 31) % 256]).flat(),
);

it('reads the pixels of a PNG, whatever each line was made smaller by', () => {
  expect(readPng(browserPng(pixels, 3))).toEqual({ width, height, pixels });
  const opaque = Buffer.from(
    [...Array(width * height).keys()].flatMap((at) => [...pixels.subarray(at * 3, at * 3 + 3), 255]),
  );
  expect(readPng(browserPng(opaque, 4)).pixels.equals(pixels)).toBe(true);
});

it('keeps a picture of few colours as it is, and finds 256 for one of many', () => {
  const few = Buffer.from([255, 0, 0, 0, 255, 0, 0, 0, 255, 17, 34, 51, 255, 255, 255, 255, 0, 0]);
  expect(paletteOf(palettePng({ width: 3, height: 2, pixels: few }))).toEqual([
    0x0000ff, 0x00ff00, 0x112233, 0xff0000, 0xffffff,
  ]);
  expect(paletteOf(palettePng({ width, height, pixels }))).toHaveLength(256);
});

/** The colours that a PNG says it is made of, in order. */
function paletteOf(png: Buffer): number[] {
  const at = png.indexOf('PLTE');
  const length = png.readUInt32BE(at - 4);
  return Array.from({ length: length / 3 }, (_, which) => png.readUIntBE(at + 4 + which * 3, 3)).sort(
    (a, b) => a - b,
  );
}

/** A PNG of true colours whose lines take PNG's five filters in turn. */
function browserPng(given: Buffer, size: number): Buffer {
  const stride = width * size;
  const lines = Array.from({ length: height }, (_, y) => {
    const at = (x: number, line: number) => (x < 0 || line < 0 ? 0 : (given[line * stride + x] ?? 0));
    const filtered = Array.from({ length: stride }, (_, x) => {
      const [left, up, corner] = [at(x - size, y), at(x, y - 1), at(x - size, y - 1)];
      const near = [left, up, corner].reduce((best, one) =>
        Math.abs(left + up - corner - one) < Math.abs(left + up - corner - best) ? one : best,
      );
      return at(x, y) - ([0, left, up, Math.floor((left + up) / 2), near][y % 5] ?? 0);
    });
    return Buffer.from([y % 5, ...filtered.map((value) => value & 255)]);
  });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, size === 3 ? 2 : 6], 8);
  const parts = [
    ['IHDR', head],
    ['IDAT', deflateSync(Buffer.concat(lines))],
    ['IEND', Buffer.alloc(0)],
  ] as const;
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    ...parts.map(([name, body]) => {
      const named = Buffer.concat([Buffer.from(name), body]);
      const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
      length.writeUInt32BE(body.length);
      check.writeUInt32BE(crc32(named));
      return Buffer.concat([length, named, check]);
    }),
  ]);
}
