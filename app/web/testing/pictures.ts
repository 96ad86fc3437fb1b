import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { palettePng, readPng } from '../../../tooling/pictures/png.ts';

/** The font that pictures are drawn with, of the package fonts-noto-cjk: others would break lines elsewhere. */
const fontFolder = ['/usr/share/fonts/opentype/noto', '/usr/share/fonts/noto-cjk'].find((folder) =>
  existsSync(join(folder, 'NotoSansCJK-Regular.ttc')),
);
export const hasPictureFont = fontFolder !== undefined;

/** Where the browser finds that one font whatever a page asks for, drawn the same on every machine; nothing where it is not. */
export function onlyPictureFont(): Readonly<Record<string, string>> {
  if (!hasPictureFont) return {};
  const folder = mkdtempSync(join(tmpdir(), 'linger-fonts-'));
  const file = join(folder, 'fonts.conf');
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${fontFolder}</dir>
  <cachedir>${folder}</cachedir>
  <selectfont>
    <acceptfont><glob>*/NotoSansCJK-*</glob></acceptfont>
    <rejectfont><glob>*</glob></rejectfont>
  </selectfont>
  <match target="pattern">
    <test name="family" compare="contains"><string>mono</string></test>
    <edit name="family" mode="assign" binding="strong"><string>Noto Sans Mono CJK SC</string></edit>
  </match>
  <match target="pattern">
    <test name="family" qual="all" compare="not_contains"><string>Mono CJK</string></test>
    <edit name="family" mode="assign" binding="strong"><string>Noto Sans CJK SC</string></edit>
  </match>
  <match target="font">
    <edit name="antialias" mode="assign"><bool>true</bool></edit>
    <edit name="hinting" mode="assign"><bool>false</bool></edit>
    <edit name="rgba" mode="assign"><const>none</const></edit>
  </match>
</fontconfig>`,
  );
  return { FONTCONFIG_FILE: file };
}

/** Where an item stands in its picture: left, top, width, height. */
type Box = readonly [number, number, number, number];

export interface Picture {
  readonly png: Buffer;
  readonly boxes: Readonly<Record<string, Box>>;
}

/** All items of the gallery as they stand, half as large as on the screen. */
export async function takePicture(page: Page): Promise<Picture> {
  const boxes = await page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLElement>('[data-item]')].map((item) => {
        const { left, top, width, height } = item.getBoundingClientRect();
        const place = [left + scrollX, top + scrollY, width, height].map(Math.round);
        return [item.dataset.item ?? '', place as unknown as Box];
      }),
    ),
  );
  return { png: await page.screenshot({ fullPage: true }), boxes };
}

/** The picture that is kept under a name; undefined where there is none. */
export function keptPicture(path: string): Picture | undefined {
  if (!existsSync(`${path}.png`)) return undefined;
  return {
    png: readFileSync(`${path}.png`),
    boxes: JSON.parse(readFileSync(`${path}.json`, 'utf8')) as Picture['boxes'],
  };
}

export function keepPicture(path: string, { png, boxes }: Picture): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.png`, palettePng(readPng(png)));
  const lines = Object.entries(boxes).map(
    ([name, box]) => `  ${JSON.stringify(name)}: ${JSON.stringify(box)}`,
  );
  writeFileSync(`${path}.json`, `{\n${lines.join(',\n')}\n}\n`);
}

/** How much wider or higher an item may be before it counts as changed. */
const isAlike = (one: number, other: number) => Math.abs(one - other) <= 3 + 0.03 * one;

/** Which items of a picture are not as they were kept, and how. */
export async function changesOf(browser: Browser, kept: Picture, now: Picture): Promise<string[]> {
  const names = [...new Set([...Object.keys(kept.boxes), ...Object.keys(now.boxes)])];
  const said: string[] = [];
  const both: { name: string; before: Box; after: Box }[] = [];
  for (const name of names) {
    const [before, after] = [kept.boxes[name], now.boxes[name]];
    if (!before || !after) said.push(`${name}: ${before ? 'is gone' : 'is new'}`);
    else if (!isAlike(before[2], after[2]) || !isAlike(before[3], after[3]))
      said.push(`${name}: was ${before[2]} × ${before[3]}, is ${after[2]} × ${after[3]}`);
    else both.push({ name, before, after });
  }
  const page = await browser.newPage();
  const shares = await page.evaluate(sharesOfChange, {
    both,
    pictures: [kept.png, now.png].map((png) => `data:image/png;base64,${png.toString('base64')}`),
  });
  await page.close();
  return [
    ...said,
    ...shares
      .filter(({ share }) => share > MOST_CHANGED)
      .map(({ name, share }) => `${name}: ${(share * 100).toFixed(1)} % of it look different`),
  ];
}

/** Edges of letters and lines differ a little from browser to browser. */
const MOST_CHANGED = 0.02;

/** Runs in the browser: the share of squares of each item whose mean colour is another. */
async function sharesOfChange({
  both,
  pictures,
}: {
  both: { name: string; before: Box; after: Box }[];
  pictures: string[];
}) {
  /** Of pixels of the screen; pictures are half as large. */
  const square = 16;
  const different = 24;
  const [before, after] = await Promise.all(
    pictures.map(async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      return image;
    }),
  );
  const means = (
    image: HTMLImageElement | undefined,
    [left, top, width, height]: Box,
    across: number,
    down: number,
  ) => {
    const canvas = new OffscreenCanvas(across, down);
    const context = canvas.getContext('2d');
    if (!context || !image) throw new Error('the browser draws nothing');
    context.imageSmoothingQuality = 'high';
    context.drawImage(image, left / 2, top / 2, width / 2, height / 2, 0, 0, across, down);
    return context.getImageData(0, 0, across, down).data;
  };
  return both.map(({ name, before: was, after: is }) => {
    const [across, down] = [Math.ceil(was[2] / square), Math.ceil(was[3] / square)];
    const [first, second] = [means(before, was, across, down), means(after, is, across, down)];
    let changed = 0;
    for (let at = 0; at < first.length; at += 4)
      if ([0, 1, 2].some((of) => Math.abs((first[at + of] ?? 0) - (second[at + of] ?? 0)) > different))
        changed += 1;
    return { name, share: changed / (across * down) };
  });
}
