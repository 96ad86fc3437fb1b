import {
  type ChangeHabit,
  changeColours,
  fonts,
  grid,
  monospace,
  motion,
  radius,
  type Tokens,
} from './tokens.ts';

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => '-' + letter.toLowerCase());

/** The tokens as CSS variables (`--ink`, `--primary-hover`, `--category-0`…). */
export function cssVariables(tokens: Tokens, habit: ChangeHabit = 'teal-up'): Record<string, string> {
  const variables: Record<string, string> = {
    '--radius': `${radius}px`,
    '--grid': `${grid}px`,
    '--motion': `${motion}s`,
    '--fonts': fonts,
    '--monospace': monospace,
  };
  for (const [name, value] of Object.entries(tokens)) {
    if (typeof value === 'string' && name !== 'mode') variables[`--${kebab(name)}`] = value;
  }
  tokens.categories.forEach((colour, i) => {
    variables[`--category-${i}`] = colour;
    variables[`--category-text-${i}`] = tokens.categoryTexts[i] ?? colour;
  });
  const { rise, fall } = changeColours(tokens, habit);
  return { ...variables, '--rise': rise, '--fall': fall };
}
