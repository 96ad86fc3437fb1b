/** A calculation over the series of a trend, called A, B, C, … in their order. */
export type Formula =
  | { readonly number: number }
  | { readonly series: number }
  | { readonly sign: Operator; readonly left: Formula; readonly right: Formula };

type Operator = '+' | '-' | '*' | '/';

const apply: Record<Operator, (a: number, b: number) => number | null> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0 ? null : a / b),
};

/** What a calculation gives; null where a value is missing or something is divided by zero. */
export function evaluate(formula: Formula, values: readonly (number | null)[]): number | null {
  if ('number' in formula) return formula.number;
  if ('series' in formula) return values[formula.series] ?? null;
  const left = evaluate(formula.left, values);
  const right = evaluate(formula.right, values);
  return left === null || right === null ? null : apply[formula.sign](left, right);
}

/** The letters of the series a calculation uses, as numbers from 0. */
export function seriesOf(formula: Formula): number[] {
  if ('number' in formula) return [];
  if ('series' in formula) return [formula.series];
  return [...seriesOf(formula.left), ...seriesOf(formula.right)];
}

/** How many letters a calculation may have, so that none is nested deeper than anybody can read. */
export const LONGEST_FORMULA = 200;

/** The calculation written in a text such as `A / (B + C) * 100`; undefined where it is not one. */
export function parseFormula(text: string): Formula | undefined {
  if (text.length > LONGEST_FORMULA) return undefined;
  const tokens = text.match(/\d+(?:\.\d+)?|[A-Za-z]|[-+*/()]|\S/g) ?? [];
  let at = 0;
  const sum = () => chain(product, '+', '-');
  const product = () => chain(factor, '*', '/');
  function chain(part: () => Formula | undefined, ...signs: Operator[]): Formula | undefined {
    let left = part();
    for (;;) {
      const sign = signs.find((one) => one === tokens[at]);
      if (!left || !sign) return left;
      at += 1;
      const right = part();
      left = right && { sign, left, right };
    }
  }
  function factor(): Formula | undefined {
    const token = tokens[at] ?? '';
    at += 1;
    if (token === '-') {
      const right = factor();
      return right && { sign: '-', left: { number: 0 }, right };
    }
    if (token === '(') {
      const inner = sum();
      at += 1;
      return tokens[at - 1] === ')' ? inner : undefined;
    }
    if (/^\d/.test(token)) return { number: Number(token) };
    if (/^[A-Za-z]$/.test(token)) return { series: token.toUpperCase().charCodeAt(0) - 65 };
    return undefined;
  }
  const formula = sum();
  return at === tokens.length ? formula : undefined;
}
