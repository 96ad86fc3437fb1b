import { crc32, deflateSync, inflateSync } from 'node:zlib';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue of each pixel. */
  readonly pixels: Buffer;
}

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
/** How many bytes a pixel takes, by the type of colour a PNG says it has. */
const bytesOf: Readonly<Record<number, number>> = { 2: 3, 6: 4 };

/** The pixels of a PNG as browsers write them: 8 bits a channel, not interlaced, with or without transparency. */
export function readPng(png: Buffer): Pixels {
  const parts: Buffer[] = [];
  let head: Buffer = Buffer.alloc(13);
  for (let at = signature.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const name = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    if (name === 'IHDR') head = body;
    if (name === 'IDAT') parts.push(body);
    at += length + 12;
  }
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const [depth, kind] = [head[8], head[9]];
  const size = bytesOf[kind ?? 0];
  if (depth !== 8 || !size || head[12] !== 0)
    throw new Error(`not a PNG of a browser: depth ${depth}, colour ${kind}`);
  return {
    width,
    height,
    pixels: rgbOf(unfilter(inflateSync(Buffer.concat(parts)), width * size, height, size), size),
  };
}

/** Takes back what PNG does to each line before it is packed. */
function unfilter(packed: Buffer, stride: number, height: number, size: number): Buffer {
  const byte = (at: number) => lines[at] ?? 0;
  const lines = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = packed[y * (stride + 1)] ?? 0;
    const from = y * (stride + 1) + 1;
    const to = y * stride;
    for (let x = 0; x < stride; x += 1) {
      const left = x < size ? 0 : byte(to + x - size);
      const up = y === 0 ? 0 : byte(to + x - stride);
      const corner = x < size || y === 0 ? 0 : byte(to + x - stride - size);
      lines[to + x] = (packed[from + x] ?? 0) + (filterOf(left, up, corner)[filter] ?? 0);
    }
  }
  return lines;
}

/** What each of PNG's five filters took away. */
function filterOf(left: number, up: number, corner: number): readonly number[] {
  return [0, left, up, (left + up) >> 1, nearestOf(left, up, corner)];
}

/** Paeth's guess: of the three, the one nearest to left + up − corner. */
function nearestOf(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const a = Math.abs(guess - left);
  const b = Math.abs(guess - up);
  const c = Math.abs(guess - corner);
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

function rgbOf(lines: Buffer, size: number): Buffer {
  return size === 3 ? lines : Buffer.from(lines.filter((_, at) => at % size < 3));
}

/** A PNG of the 256 colours that a picture is nearest to: a quarter of the bytes for what is mostly paper and letters. */
export function palettePng({ width, height, pixels }: Pixels): Buffer {
  const palette = paletteOf(pixels);
  const known = new Map<number, number>();
  const lines = Buffer.alloc((width + 1) * height);
  for (let at = 0; at < width * height; at += 1) {
    const colour = pixels.readUIntBE(at * 3, 3);
    const place = known.get(colour) ?? nearest(palette, colour);
    known.set(colour, place);
    lines[Math.floor(at / width) * (width + 1) + 1 + (at % width)] = place;
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(palette.flat())),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(body.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}

type Rgb = readonly [number, number, number];
type Colour = { readonly rgb: Rgb; readonly count: number };

/** Up to 256 colours by median cut: the box of colours with most to tell apart is halved until there are enough. */
function paletteOf(pixels: Buffer): Rgb[] {
  const counts = new Map<number, number>();
  for (let at = 0; at < pixels.length; at += 3) {
    const colour = pixels.readUIntBE(at, 3);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  let boxes = [boxOf([...counts].map(([colour, count]) => ({ rgb: rgb(colour), count })))];
  while (boxes.length < 256) {
    const widest = boxes.reduce((best, box) => (box.weight > best.weight ? box : best));
    if (widest.weight === 0) break;
    const { colours, channel } = widest;
    colours.sort((a, b) => a.rgb[channel] - b.rgb[channel]);
    const half = middleOf(colours);
    boxes = boxes.filter((box) => box !== widest);
    boxes.push(boxOf(colours.slice(0, half)), boxOf(colours.slice(half)));
  }
  return boxes.map(({ colours }) => {
    const whole = countOf(colours);
    const mean = (of: 0 | 1 | 2) =>
      Math.round(colours.reduce((sum, { rgb, count }) => sum + rgb[of] * count, 0) / whole);
    return [mean(0), mean(1), mean(2)];
  });
}

const countOf = (colours: readonly Colour[]) => colours.reduce((sum, { count }) => sum + count, 0);
const rgb = (colour: number): Rgb => [colour >> 16, (colour >> 8) & 255, colour & 255];

/** A box of colours: along which channel it is widest, and how much would be gained by halving it. */
function boxOf(colours: Colour[]) {
  const ranges = ([0, 1, 2] as const).map((of) => {
    let [least, most] = [255, 0];
    for (const { rgb } of colours) {
      least = Math.min(least, rgb[of]);
      most = Math.max(most, rgb[of]);
    }
    return most - least;
  });
  const widest = Math.max(...ranges);
  // the root lets rare colours have their place beside the many of the ground
  return {
    colours,
    channel: ranges.indexOf(widest) as 0 | 1 | 2,
    weight: widest ** 2 * Math.sqrt(countOf(colours)),
  };
}

/** Where half of the pixels are passed, at least one colour on each side. */
function middleOf(colours: readonly Colour[]): number {
  let left = countOf(colours) / 2;
  const at = colours.findIndex(({ count }) => {
    left -= count;
    return left <= 0;
  });
  return Math.min(Math.max(at, 1), colours.length - 1);
}

function nearest(palette: readonly Rgb[], colour: number): number {
  const [r, g, b] = rgb(colour);
  let best = 0;
  let distance = Number.POSITIVE_INFINITY;
  palette.forEach(([pr, pg, pb], at) => {
    const apart = (r - pr) ** 2 + (g - pg) ** 2 + (b - pb) ** 2;
    if (apart >= distance) return;
    distance = apart;
    best = at;
  });
  return best;
}
