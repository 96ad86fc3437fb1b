import type { Fact } from './fact.ts';

/** That somebody took an id out of its person. */
export type Split = readonly [kind: 'split', project: number, id: string];

interface Pair {
  readonly from: string;
  readonly into: string;
  readonly device: boolean;
}

/** The rules of who is who once more, as a list of pairs that stand: slow, and with nothing in common with the code under test. */
export class NaiveIdentity {
  private pairs: Pair[] = [];
  private readonly users = new Set<string>();
  /** Links as they were made and cut. */
  private readonly happened: { pair: Pair; cut: boolean }[] = [];

  /** All ids that are one with this one by some pairs. */
  one(id: string, pairs: readonly Pair[] = this.pairs): Set<string> {
    const all = new Set([id]);
    for (let size = 0; size !== all.size; ) {
      size = all.size;
      for (const { from, into } of pairs) {
        if (all.has(from)) all.add(into);
        if (all.has(into)) all.add(from);
      }
    }
    return all;
  }

  tell(what: Fact | Split, survivorOf: (id: string) => string): void {
    const [kind, , first, second = ''] = what;
    if (kind === 'split') {
      if (this.one(first).size > 1) this.split(first, survivorOf(first));
      return;
    }
    this.users.add(kind === 'known' ? first : (second as string));
    if (kind === 'known' || first === second) return;
    const said = this.pairs.some(({ from, into }) => from === first && into === second);
    const taken = this.one(first).size > 1;
    if (kind === 'link' && (this.users.has(first) || taken)) return;
    if (said) return;
    const pair = { from: first, into: second as string, device: !this.users.has(first) };
    this.pairs.push(pair);
    this.happened.push({ pair, cut: false });
  }

  private split(id: string, survivor: string): void {
    const before = this.pairs;
    const devices = before.filter(
      (pair) => pair.into === id && pair.device && before.find(({ from }) => from === pair.from) === pair,
    );
    const own = new Set([id, ...devices.map(({ from }) => from)]);
    const without = before.filter(({ from, into }) => !own.has(from) && !own.has(into));
    const stays = ({ from, into }: Pair) => {
      if (own.has(from)) return own.has(into);
      if (!own.has(into)) return true;
      return !own.has(survivor) && !this.one(from, without).has(survivor);
    };
    this.pairs = before.filter(stays);
    const ofOwn = this.happened.filter(({ pair }) => own.has(pair.from) || own.has(pair.into));
    if (this.one(id, before).size === own.size) {
      if (ofOwn.at(-1)?.cut) return;
      this.pairs = before.filter(({ from, into }) => from !== id && into !== id);
    }
    for (const pair of before) {
      if (this.pairs.includes(pair)) continue;
      if (pair.device) this.users.add(pair.from);
      this.happened.push({ pair, cut: true });
    }
    this.users.add(id);
  }
}
