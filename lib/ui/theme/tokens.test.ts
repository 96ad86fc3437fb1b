import { describe, expect, test } from 'vitest';
import { contrast, mix, shade } from './contrast.ts';
import { changeColours, dark, light } from './tokens.ts';
import { cssVariables } from './tokens-css.ts';

test('contrast is what WCAG says it is', () => {
  expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#FFFFFF')).toBeCloseTo(4.48, 2);
  expect(mix('#000000', '#FFFFFF', 0.5)).toBe('#808080');
});

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
