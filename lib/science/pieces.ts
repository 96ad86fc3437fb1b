/** A computation that stops now and then to say what share of it is done. */
export type Pieces<Result> = Generator<number, Result, void>;

/** Carries out a computation without a pause, in a thread of its own. */
export function atOnce<Result>(pieces: Pieces<Result>): Result {
  for (;;) {
    const { done, value } = pieces.next();
    if (done) return value;
  }
}
