/** Two points that a tree joins at a height. */
export interface Edge {
  readonly a: number;
  readonly b: number;
  readonly height: number;
}

/** Two groups become one at a height. Points are groups 0 … n − 1; merge m makes group n + m. */
export interface Merge {
  readonly left: number;
  readonly right: number;
  readonly height: number;
  readonly size: number;
}

/** The hierarchy of groups that a spanning tree's edges make when they are added from the shortest to the longest. */
export function singleLinkage(edges: readonly Edge[]): Merge[] {
  const n = edges.length + 1;
  const parent = Int32Array.from({ length: n }, (_, i) => i);
  const find = (i: number): number => {
    let at = i;
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!;
    return at;
  };
  const name = Int32Array.from({ length: n }, (_, i) => i);
  const size = new Float64Array(n).fill(1);
  return [...edges]
    .sort((x, y) => x.height - y.height)
    .map(({ a, b, height }, m) => {
      const [from, to] = [find(a), find(b)];
      const [left, right] = [Math.min(name[from]!, name[to]!), Math.max(name[from]!, name[to]!)];
      parent[from] = to;
      name[to] = n + m;
      size[to]! += size[from]!;
      return { left, right, height, size: size[to]! };
    });
}
