/** What a rule sees of one path: how many steps it has, and where its direct visits and its times are. */
export interface Walk {
  readonly length: number;
  /** Whether the step is a visit without a channel (typed in, bookmarked). */
  readonly direct: (step: number) => boolean;
  /** Time from the step to the end; its distance in steps when no times are known. */
  readonly age: (step: number) => number;
}

/** Writes the share of each step into `credit`, zeros before; the shares of a path sum to 1. */
export type CreditRule = (walk: Walk, credit: Float64Array) => void;

/** All to the step that began the path. */
const first: CreditRule = (_, credit) => {
  credit[0] = 1;
};

/** All to the step before the conversion. */
const last: CreditRule = ({ length }, credit) => {
  credit[length - 1] = 1;
};

/** All to the last step that is not direct; to the last one when all are. */
const lastNonDirect: CreditRule = ({ length, direct }, credit) => {
  let step = length - 1;
  while (step > 0 && direct(step)) step--;
  credit[direct(step) ? length - 1 : step] = 1;
};

/** The same to every step. */
const linear: CreditRule = ({ length }, credit) => {
  credit.fill(1 / length, 0, length);
};

/** U: 40 % first, 40 % last, 20 % between. */
const uShaped: CreditRule = (walk, credit) => ends(walk, credit, 0.4, 0.4);

/** J: 20 % first, 60 % last, 20 % between. */
const jShaped: CreditRule = (walk, credit) => ends(walk, credit, 0.2, 0.6);

/** Inverse J: 60 % first, 20 % last, 20 % between. */
const inverseJShaped: CreditRule = (walk, credit) => ends(walk, credit, 0.6, 0.2);

/** W: 30 % each to the first, the middle and the last step, 10 % to the others; the middle is the earlier of two. */
const wShaped: CreditRule = (walk, credit) => {
  const { length } = walk;
  if (length < 3) return ends(walk, credit, 0.5, 0.5);
  const others = length - 3;
  credit.fill(others > 0 ? 0.1 / others : 0, 0, length);
  for (const step of [0, Math.floor((length - 1) / 2), length - 1]) credit[step] = others > 0 ? 0.3 : 1 / 3;
};

/** Rules that need nothing but the path, by name. */
export const creditRules = {
  first,
  last,
  lastNonDirect,
  linear,
  uShaped,
  jShaped,
  inverseJShaped,
  wShaped,
} as const satisfies Record<string, CreditRule>;

/** A step's credit halves with every half-life between it and the end. */
export function timeDecay(halfLife: number): CreditRule {
  return ({ length, age }, credit) => {
    let total = 0;
    for (let step = 0; step < length; step++) total += credit[step] = 2 ** (-age(step) / halfLife);
    for (let step = 0; step < length; step++) credit[step]! /= total;
  };
}

/** Own shares for the first and the last step; what is left goes to those between, or to both ends alike. */
export function customEnds(firstShare: number, lastShare: number): CreditRule {
  return (walk, credit) => ends(walk, credit, firstShare, lastShare);
}

function ends({ length }: Walk, credit: Float64Array, firstShare: number, lastShare: number): void {
  if (length === 1) credit[0] = 1;
  else if (length === 2) {
    credit[0] = firstShare / (firstShare + lastShare);
    credit[1] = lastShare / (firstShare + lastShare);
  } else {
    credit.fill((1 - firstShare - lastShare) / (length - 2), 0, length);
    credit[0] = firstShare;
    credit[length - 1] = lastShare;
  }
}
