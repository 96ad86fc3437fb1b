/** Words that stand on a scale, from least to most; several of one place are written together. */
const scales: readonly (readonly string[])[] = [
  [
    'regular normal basic standard',
    'iron',
    'bronze copper',
    'silver',
    'gold',
    'platinum',
    'diamond',
    'black',
  ],
  ['普通 注册', '铁', '青铜 铜', '白银 银', '黄金 金', '白金 铂金', '钻石', '黑金 黑钻', '至尊'],
  [
    'free',
    'trial',
    'starter',
    'lite basic',
    'standard',
    'plus',
    'pro professional',
    'business team',
    'enterprise',
  ],
  ['none', 'lowest very-low', 'low', 'medium middle mid', 'high', 'highest very-high'],
  ['无', '极低', '低', '较低', '中', '较高', '高', '极高'],
  ['xxs', 'xs', 's small', 'm medium', 'l large', 'xl', 'xxl', 'xxxl'],
  ['小', '中', '大', '特大'],
];

const places = scales.map(
  (scale) => new Map(scale.flatMap((words, place) => words.split(' ').map((word) => [word, place] as const))),
);

const suffix = /(会员|等级|卡|牌|级)+$/;

function wordOf(value: string): string {
  const plain = value.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, '-');
  return plain.replace(suffix, '') || plain;
}

/** What stands before the first number, and that number: `Lv 3`, `10–20`, `< 5`. */
const numbered = /^(\D*?)([<≤]|-)?\s*(\d+(?:\.\d+)?)/;

/**
 * The place of each value in the order that the values have of their own (levels of a scale, numbers, steps of one name),
 * or nothing where they have none.
 */
export function naturalOrder(values: readonly string[]): ReadonlyMap<string, number> | undefined {
  if (values.length < 2) return undefined;
  const found = onScale(values) ?? byNumber(values);
  if (!found) return undefined;
  const sorted = values.toSorted((a, b) => found(a) - found(b) || (a < b ? -1 : 1));
  return new Map(sorted.map((value, place) => [value, place]));
}

function onScale(values: readonly string[]) {
  const scale = places.find((one) => values.every((value) => one.has(wordOf(value))));
  return scale && ((value: string) => scale.get(wordOf(value)) ?? 0);
}

function byNumber(values: readonly string[]) {
  const read = values.map((value) => numbered.exec(value.replaceAll(',', '')));
  const [first] = read;
  const bare = (before = '') => before.replace(/[≥>]/g, '').trim();
  if (!first || !read.every((one) => one && bare(one[1]) === bare(first[1]))) return undefined;
  const numbers = new Map(
    values.map((value, i) => {
      const [, , sign, digits] = read[i]!;
      if (sign === '-') return [value, -Number(digits)] as const;
      // less than a number comes before what begins with it
      return [value, Number(digits) - (sign ? 1e-9 : 0)] as const;
    }),
  );
  return new Set(numbers.values()).size > 1 ? (value: string) => numbers.get(value) ?? 0 : undefined;
}
