import type { FunnelDraft, FunnelStep } from './question.ts';

type Steps = readonly FunnelStep[];

/** The question with one step at another place; exclusions, and what else names steps, follow them. */
export function withStepMoved(question: FunnelDraft, from: number, to: number): FunnelDraft {
  const { steps = [] } = question;
  const order = steps
    .map((_, i) => i)
    .toSpliced(from, 1)
    .toSpliced(to, 0, from);
  return rearranged(
    question,
    order.map((i) => steps[i]!),
    steps.map((_, i) => order.indexOf(i)),
  );
}

/** The question without a step; an exclusion that began or ended with it reaches to the next one. */
export function withoutStep(question: FunnelDraft, gone: number): FunnelDraft {
  const { steps = [] } = question;
  return rearranged(
    question,
    steps.toSpliced(gone, 1),
    steps.map((_, i) => (i === gone ? -1 : i - (i > gone ? 1 : 0))),
  );
}

/** What fits the order of the steps and the exclusions. */
export function fitting(question: FunnelDraft): FunnelDraft {
  const { steps = [], order, exclude = [], attribute } = question;
  const all = { after: 0, before: steps.length - 1 };
  return {
    ...question,
    ...(order === 'any' && exclude.length > 0 && { exclude: exclude.map((one) => ({ ...one, ...all })) }),
    ...(attribute === 'all' && (order === 'strict' || exclude.length > 0) && { attribute: 'first' as const }),
  };
}

/** `places`: for each step as it was, where it is now, or -1. */
function rearranged(question: FunnelDraft, steps: Steps, places: readonly number[]): FunnelDraft {
  const { exclude, time, attribute } = question;
  const last = steps.length - 1;
  const sorted = (a: number, b: number) => (a < b ? [a, b] : [b, a]) as [number, number];
  const moved = (exclude ?? []).flatMap((one) => {
    const start = places[one.after] === -1 ? Math.max(0, one.after - 1) : places[one.after]!;
    const end = places[one.before] === -1 ? Math.min(last, one.before) : places[one.before]!;
    const [after, before] = sorted(start, end);
    return after < before ? [{ ...one, after, before }] : [];
  });
  const [from = -1, to = -1] = time ? sorted(places[time.from] ?? -1, places[time.to] ?? -1) : [];
  const step = typeof attribute === 'object' ? (places[attribute.step] ?? -1) : undefined;
  return fitting({
    ...question,
    steps: [...steps],
    ...(exclude && { exclude: moved }),
    time: time && from >= 0 ? { ...time, from, to } : undefined,
    attribute: step === undefined ? attribute : step < 0 ? 'last' : { step },
  });
}
