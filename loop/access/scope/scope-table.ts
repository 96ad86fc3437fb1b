/** A table of the event store as its module names it: what a scope shows of its rows, all of which carry `project`. */
export interface ScopeTable {
  readonly name: string;
  /** The columns that a scope shows, beside the person. */
  readonly shows: readonly string[];
  /**
   * Whose a row is, by its column `person`: a scope shows the person that it was merged into, and as `raw_person` the one it
   * came with. Absent where rows are of nobody.
   */
  readonly ofPeople?: true;
  /** Answers change when its rows become more. */
  readonly counted?: true;
  /** Equal rows are one. */
  readonly distinct?: boolean;
}
