import { noSplit, noSums, type Split, type SplitRules, takeBins, tryVariable } from './best-split.ts';
import type { BinBlock } from './bins/bin-rows.ts';
import { addToHistogram, subtractHistogram } from './bins/histogram.ts';
import type { BinSums, NodeSums } from './sums.ts';

/** Histograms of the nodes that may still be split, for the variables of one block. */
export interface HistogramBuffer {
  readonly block: BinBlock;
  /** Slot after slot, `256 · block.width` each. */
  readonly sums: Float64Array;
}

export interface NodeToSplit {
  readonly slot: number;
  readonly sums: NodeSums;
}

export interface NodesToSplit {
  readonly buffer: HistogramBuffer;
  readonly packed: Float64Array;
  /** The rows of the node whose histogram is counted, at `slot`. */
  readonly rows: Int32Array;
  readonly slot: number;
  /** The slot of the parent's histogram, which becomes that of the other child. */
  readonly parent: number | undefined;
  readonly nodes: readonly NodeToSplit[];
  readonly rules: SplitRules;
  /** By variable of the table: 1 where the tree may use it. */
  readonly drawn: Uint8Array;
  readonly category: Uint8Array;
  readonly monotone: Int8Array;
}

/** Team task: counts a node's histogram, takes it from its parent's, and finds the best split of both children among the block's variables. */
export function splitNodes(work: NodesToSplit): Split[] {
  const { buffer, slot, parent, nodes } = work;
  const histogram = histogramAt(buffer, slot).fill(0);
  const { bins, width } = buffer.block;
  const words = drawnWords(work);
  addToHistogram(histogram, new Uint32Array(bins.buffer), width / 4, words, work.packed, work.rows);
  if (parent !== undefined) subtractHistogram(histogramAt(buffer, parent), histogram);
  const sums = noSums();
  return nodes.map((node) => bestSplit(work, node, sums));
}

function bestSplit(
  { buffer, rules, drawn, category, monotone }: NodesToSplit,
  node: NodeToSplit,
  sums: BinSums,
): Split {
  const best = noSplit();
  const histogram = histogramAt(buffer, node.slot);
  for (let j = 0; j < buffer.block.features; j++) {
    const feature = buffer.block.first + j;
    if (!drawn[feature]) continue;
    takeBins(sums, histogram.subarray(j * 256, (j + 1) * 256), rules.steps);
    const variable = { category: category[feature] === 1, monotone: monotone[feature]! };
    tryVariable(best, feature, sums, variable, node.sums, rules);
  }
  return best;
}

function histogramAt({ block, sums }: HistogramBuffer, slot: number): Float64Array {
  const size = 256 * block.width;
  return sums.subarray(slot * size, (slot + 1) * size);
}

function drawnWords({ buffer: { block }, drawn }: NodesToSplit): Uint32Array {
  const words = Uint32Array.from({ length: block.width / 4 }, (_, word) => word);
  return words.filter((word) => {
    const first = block.first + word * 4;
    const after = Math.min(first + 4, block.first + block.features);
    return drawn.subarray(first, after).includes(1);
  });
}
