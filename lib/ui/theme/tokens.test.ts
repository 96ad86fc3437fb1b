import { describe, expect, test } from 'vitest';
import { contrast, mix, shade } from './contrast.ts';
import { changeColours, dark, light } from './tokens.ts';
import { cssVariables } from './tokens-css.ts';

test('contrast is what WCAG says it is', () => {
  expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#FFFFFF')).toBeCloseTo(4.48, 2);
  expect(mix('#000000', '#FFFFFF', 0.5)).toBe('#808080');
});

/** Lightness and chroma in OKLCH: Björn Ottosson, A perceptual color space for image processing (2020). */
function oklch(hex: string): { lightness: number; chroma: number } {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const green = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const blue = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    chroma: Math.hypot(green, blue),
  };
}

describe.each([light, dark])('the $mode theme', (tokens) => {
  const papers = { ground: tokens.ground, paper: tokens.paper, sunken: tokens.sunken, hover: tokens.hover };
  const texts: Record<string, string> = { ink: tokens.ink, muted: tokens.muted };
  const pairs: [string, string, string][] = [
    ...Object.entries(papers).flatMap(([paper, below]) =>
      Object.entries(texts).map(([name, above]): [string, string, string] => [
        `${name} on ${paper}`,
        above,
        below,
      ]),
    ),
    ...(['primary', 'risk', 'good', 'accentText'] as const).flatMap((name): [string, string, string][] => [
      [`${name} on paper`, tokens[name], tokens.paper],
      [`${name} on ground`, tokens[name], tokens.ground],
    ]),
    ['primary on selected', tokens.primary, tokens.selected],
    ['muted on selected', tokens.muted, tokens.selected],
    ['onPrimary on primary', tokens.onPrimary, tokens.primary],
    ['onPrimary on primaryHover', tokens.onPrimary, tokens.primaryHover],
    ['accentText on accentPaper', tokens.accentText, tokens.accentPaper],
    ['ink on riskPaper', tokens.ink, tokens.riskPaper],
    ['risk on riskPaper', tokens.risk, tokens.riskPaper],
    ...tokens.categoryTexts.map((text, i): [string, string, string] => [
      `series name ${i}`,
      text,
      tokens.paper,
    ]),
  ];
  test.each(pairs)('text can be read (AA, 4.5 : 1): %s', (_, above, below) => {
    expect(contrast(above, below)).toBeGreaterThanOrEqual(4.5);
  });
  test.each(tokens.categories.map((colour, i) => [i, colour] as const))(
    'marks can be told from paper (AA, 3 : 1): series %i',
    (_, colour) => {
      expect(contrast(colour, tokens.paper)).toBeGreaterThanOrEqual(3);
    },
  );
  test('every shade of the sequence carries a text that can be read', () => {
    for (let share = 0; share <= 1; share += 0.001) {
      const { fill, text } = shade(tokens.sequence, share);
      expect(contrast(fill, text)).toBeGreaterThanOrEqual(4.5);
    }
  });
  test('more is always further from the paper', () => {
    const steps = tokens.sequence.map((colour) => contrast(colour, tokens.paper));
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
  });
  test('as far as eyes see it, each step of the sequence is as big as the next, and the middle is calm', () => {
    const shades = Array.from({ length: 21 }, (_, i) => oklch(shade(tokens.sequence, i / 20).fill));
    const steps = shades.slice(1).map(({ lightness }, i) => Math.abs(lightness - shades[i]!.lightness));
    const mean = steps.reduce((sum, step) => sum + step, 0) / steps.length;
    for (const step of steps) expect(Math.abs(step - mean) / mean).toBeLessThan(0.25);
    // the teal of buttons has 0.09 and more
    for (const { chroma } of shades.slice(6, 13)) expect(chroma).toBeLessThan(0.085);
  });
  test('the text of a shade is the one of the two that has more contrast', () => {
    for (let share = 0; share <= 1; share += 0.01) {
      const { fill, text } = shade(tokens.sequence, share);
      const other = text === '#ffffff' ? '#01040f' : '#ffffff';
      expect(contrast(fill, text)).toBeGreaterThanOrEqual(contrast(fill, other));
    }
  });
  test('is handed to CSS whole', () => {
    const variables = cssVariables(tokens);
    expect(variables['--primary-hover']).toBe(tokens.primaryHover);
    expect(variables['--category-7']).toBe(tokens.categories[7]);
    expect(variables['--rise']).toBe(tokens.good);
  });
});

test('the habit of the finance reader swaps rise and fall', () => {
  expect(changeColours(light, 'red-up')).toEqual({ rise: light.risk, fall: light.good });
});
