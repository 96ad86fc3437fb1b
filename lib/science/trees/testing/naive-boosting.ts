/**
 * Boosting as scikit-learn's HistGradientBoostingClassifier describes it with its defaults (100 trees of 31 leaves, rate .1,
 * leaves of 20 rows, no penalty), written without bins, packing or threads: every boundary between two values is tried
 * and rows are counted one by one. Numbers without missing values only; of each column at most 255 boundaries.
 */
export function naiveBoosting(
  columns: readonly Float64Array[],
  target: Float64Array,
  trees = 100,
): (others: readonly Float64Array[]) => Float64Array {
  const cuts = columns.map(boundaries);
  const share = target.reduce((sum, value) => sum + value) / target.length;
  const base = Math.log(share / (1 - share));
  const scores = new Float64Array(target.length).fill(base);
  const grown: Node[] = [];
  for (let round = 0; round < trees; round++) {
    const chances = scores.map(chanceOf);
    const rows = Array.from(target, (_, row) => row);
    const tree = grow({ columns, cuts, chances, target }, rows);
    grown.push(tree);
    for (const row of rows) scores[row]! += answerOf(tree, columns, row);
  }
  return (others) =>
    Float64Array.from(others[0]!, (_, row) =>
      chanceOf(grown.reduce((sum, tree) => sum + answerOf(tree, others, row), base)),
    );
}

const leaves = 31;
const rate = 0.1;
const leastRows = 20;
const chanceOf = (score: number) => 1 / (1 + Math.exp(-score));

interface Given {
  readonly columns: readonly Float64Array[];
  readonly cuts: readonly number[][];
  readonly chances: Float64Array;
  readonly target: Float64Array;
}

interface Node {
  readonly rows: number[];
  readonly value: number;
  readonly best: { readonly gain: number; readonly column: number; readonly cut: number } | undefined;
  sides?: [Node, Node];
}

function boundaries(column: Float64Array): number[] {
  const ascending = [...new Set(column)].sort((a, b) => a - b);
  if (ascending.length <= 255) return ascending.slice(0, -1);
  const sorted = column.toSorted();
  return [
    ...new Set(Array.from({ length: 254 }, (_, k) => sorted[Math.floor(((k + 1) / 255) * sorted.length)]!)),
  ];
}

function grow(given: Given, rows: number[]): Node {
  const root = nodeOf(given, rows);
  const open = [root];
  while (open.length < leaves) {
    const next = open.reduce((a, b) => ((b.best?.gain ?? 0) > (a.best?.gain ?? 0) ? b : a));
    if (!next.best) break;
    const { column, cut } = next.best;
    const goesLeft = (row: number) => given.columns[column]![row]! <= cut;
    next.sides = [
      nodeOf(given, next.rows.filter(goesLeft)),
      nodeOf(
        given,
        next.rows.filter((row) => !goesLeft(row)),
      ),
    ];
    open.splice(open.indexOf(next), 1, ...next.sides);
  }
  return root;
}

function nodeOf(given: Given, rows: number[]): Node {
  const { chances, target } = given;
  const gradient = rows.reduce((sum, row) => sum + chances[row]! - target[row]!, 0);
  const hessian = rows.reduce((sum, row) => sum + chances[row]! * (1 - chances[row]!), 0);
  return { rows, value: (-rate * gradient) / hessian, best: bestOf(given, rows, gradient, hessian) };
}

function bestOf(
  { columns, cuts, chances, target }: Given,
  rows: number[],
  G: number,
  H: number,
): Node['best'] {
  let best: Node['best'];
  for (const [column, values] of columns.entries()) {
    const ascending = rows.toSorted((a, b) => values[a]! - values[b]!);
    let at = 0;
    let g = 0;
    let h = 0;
    for (const cut of cuts[column]!) {
      for (; at < ascending.length && values[ascending[at]!]! <= cut; at++) {
        const chance = chances[ascending[at]!]!;
        g += chance - target[ascending[at]!]!;
        h += chance * (1 - chance);
      }
      if (at < leastRows || rows.length - at < leastRows || h < 1e-3 || H - h < 1e-3) continue;
      const gain = (g * g) / h + (G - g) ** 2 / (H - h) - (G * G) / H;
      if (gain > (best?.gain ?? 1e-9)) best = { gain, column, cut };
    }
  }
  return best;
}

function answerOf(tree: Node, columns: readonly Float64Array[], row: number): number {
  let node = tree;
  while (node.sides) node = node.sides[columns[node.best!.column]![row]! <= node.best!.cut ? 0 : 1];
  return node.value;
}
