/** From this many names on, a look-up by hash beats one by one. */
const FEW = 24;

/** Values by name, as a `Map`; for the few names an event has, two arrays take a fraction of its time and memory. */
export class NamedValues<T> {
  readonly names: string[] = [];
  readonly values: T[] = [];
  private index: Map<string, number> | undefined;

  get size(): number {
    return this.names.length;
  }

  set(name: string, value: T): void {
    const at = this.find(name);
    if (at >= 0) {
      this.values[at] = value;
      return;
    }
    this.index?.set(name, this.names.length);
    this.names.push(name);
    this.values.push(value);
  }

  get(name: string): T | undefined {
    const at = this.find(name);
    return at < 0 ? undefined : this.values[at];
  }

  has(name: string): boolean {
    return this.find(name) >= 0;
  }

  *[Symbol.iterator](): Iterator<readonly [string, T]> {
    for (let i = 0; i < this.names.length; i++) yield [this.names[i]!, this.values[i]!];
  }

  private find(name: string): number {
    if (this.names.length < FEW) return this.names.indexOf(name);
    this.index ??= new Map(this.names.map((known, i) => [known, i]));
    return this.index.get(name) ?? -1;
  }
}
