export type Mode = 'light' | 'dark';

/** Which colour means "more": teal, or red as readers of Chinese share prices expect. */
export type ChangeHabit = 'teal-up' | 'red-up';

/** Every colour of the product, once; all other themes are derived from it. */
export interface Tokens {
  readonly mode: Mode;
  /** The page behind everything. */
  readonly ground: string;
  /** What content lies on. */
  readonly paper: string;
  /** Wells: code, table heads, tracks. */
  readonly sunken: string;
  readonly hover: string;
  readonly selected: string;
  readonly line: string;
  /** The outline of a field, strong enough to be found. */
  readonly edge: string;
  readonly ink: string;
  readonly muted: string;
  readonly primary: string;
  readonly primaryHover: string;
  readonly onPrimary: string;
  /** "Act on this": for marks; as text use accentText. */
  readonly accent: string;
  readonly accentText: string;
  readonly accentPaper: string;
  readonly risk: string;
  readonly riskPaper: string;
  readonly good: string;
  /** "Everything else" in a breakdown. */
  readonly other: string;
  readonly shadow: string;
  /** Series colours in order, safe for colour-blind readers. */
  readonly categories: readonly string[];
  /** The same hues, dark (or light) enough to be read as text. */
  readonly categoryTexts: readonly string[];
  /** One hue from little to much, in even steps of lightness as eyes see it (OKLCH), pale in colour. */
  readonly sequence: readonly string[];
}

export const light: Tokens = {
  mode: 'light',
  ground: '#F8FAFC',
  paper: '#FFFFFF',
  sunken: '#F1F5F9',
  hover: '#F1F5F9',
  selected: '#E6F4F1',
  line: '#E2E8F0',
  edge: '#CBD5E1',
  ink: '#0F172A',
  muted: '#5B6A80',
  primary: '#0F766E',
  primaryHover: '#115E59',
  onPrimary: '#FFFFFF',
  accent: '#D97706',
  accentText: '#A34A07',
  accentPaper: '#FEF6E7',
  risk: '#C2410C',
  riskPaper: '#FEF3EE',
  good: '#0F766E',
  other: '#94A3B8',
  shadow: '0 4px 16px rgba(15, 23, 42, 0.10), 0 1px 3px rgba(15, 23, 42, 0.06)',
  categories: ['#0F766E', '#2563EB', '#D97706', '#9333EA', '#DB2777', '#65A30D', '#0891B2', '#78716C'],
  categoryTexts: ['#0F766E', '#1D4ED8', '#A34A07', '#7E22CE', '#BE185D', '#3F6212', '#0E7490', '#57534E'],
  sequence: [
    '#F1FBF9',
    '#D5E9E6',
    '#B9D8D3',
    '#9EC6C1',
    '#84B5AF',
    '#6AA39D',
    '#51918B',
    '#39807A',
    '#1F6E68',
    '#005D57',
  ],
};

export const dark: Tokens = {
  mode: 'dark',
  ground: '#0B1120',
  paper: '#111A2C',
  sunken: '#0D1526',
  hover: '#1A2539',
  selected: '#12312F',
  line: '#223049',
  edge: '#3A4A66',
  ink: '#E8EEF6',
  muted: '#94A3B8',
  primary: '#2DD4BF',
  primaryHover: '#5EEAD4',
  onPrimary: '#042F2E',
  accent: '#F59E0B',
  accentText: '#FBBF24',
  accentPaper: '#2B2113',
  risk: '#FB8A5C',
  riskPaper: '#2F1B15',
  good: '#2DD4BF',
  other: '#64748B',
  shadow: '0 8px 24px rgba(0, 0, 0, 0.45), 0 1px 3px rgba(0, 0, 0, 0.35)',
  categories: ['#14B8A6', '#5B9BF8', '#E8A317', '#B57BF0', '#E96BAA', '#8FC72F', '#1FB6D1', '#A8A29E'],
  categoryTexts: ['#2DD4BF', '#7DB5FB', '#FBBF24', '#C99AFC', '#F58ABF', '#A3E635', '#22D3EE', '#B5AFAB'],
  sequence: [
    '#172729',
    '#1B393B',
    '#1F4B4E',
    '#235F61',
    '#287373',
    '#2F8785',
    '#3B9B97',
    '#49B0A9',
    '#5CC5BA',
    '#71D9CB',
  ],
};

export const tokensOf: Readonly<Record<Mode, Tokens>> = { light, dark };

export const radius = 6;
export const grid = 8;
/** The longest a movement may take, in seconds. */
export const motion = 0.12;
export const fonts =
  'system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
export const monospace =
  'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace, "PingFang SC", "Noto Sans CJK SC"';

/** The colours of growth and decline under a reader's habit. */
export function changeColours(tokens: Tokens, habit: ChangeHabit): { rise: string; fall: string } {
  return habit === 'teal-up'
    ? { rise: tokens.good, fall: tokens.risk }
    : { rise: tokens.risk, fall: tokens.good };
}
