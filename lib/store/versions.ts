/** More topics than these are forgotten together: then everything counts as changed. */
const MOST_TOPICS = 100_000;

/**
 * How far the data have changed, by topic: names that those who write and those who read agree on. A write that says no
 * topics may have changed anything.
 */
export class Versions {
  private last = 0;
  private all = 0;
  private readonly topics = new Map<string, number>();

  /** Notes a change: of some topics, or of everything. */
  touch(topics?: readonly string[]): void {
    this.last++;
    if (topics === undefined || this.topics.size + topics.length > MOST_TOPICS) {
      this.topics.clear();
      this.all = this.last;
    } else for (const topic of topics) this.topics.set(topic, this.last);
  }

  /** A number that grows whenever one of these topics changes. */
  of(topics: readonly string[]): number {
    return topics.reduce((latest, topic) => Math.max(latest, this.topics.get(topic) ?? 0), this.all);
  }
}
