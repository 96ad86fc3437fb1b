const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
const LONGEST = 40;

/** The number that a text wholly is, blanks around it aside: `39.95`, `-1e3`. Undefined for any other text. */
export function numberOfText(text: string): number | undefined {
  if (text.length > LONGEST || !mayBeNumber(text.charCodeAt(0))) return undefined;
  const plain = text.trim();
  // whole numbers of more digits are of orders and cards: a double would not hold them, and nobody adds them up
  if (!NUMBER.test(plain) || /^[+-]?\d{16,}$/.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}

/** Whether a text whose first character this is may be a number; most are not, and are told by it. */
export function mayBeNumber(first: number): boolean {
  return (first >= 48 && first <= 57) || first === 45 || first === 46 || first === 43 || first <= 32;
}
