import type { Fact } from './fact.ts';
import type { Link } from './take-out.ts';

/** What the store knows of the ids a batch of facts names; people are numbers in decimal digits. */
export interface Known {
  /** Merged ids, each with its root. */
  readonly roots: ReadonlyMap<string, string>;
  /** For each root that could move: the ids that point at it. */
  readonly members: ReadonlyMap<string, readonly string[]>;
  /** Ids that were ever sent as a userId. */
  readonly users: ReadonlySet<string>;
  /** Of the links that facts name: those that stand, and those that this very batch made before and a split took away since. */
  readonly standing: ReadonlySet<string>;
  readonly undone: ReadonlySet<string>;
}

/** What tells a link from others. */
export function linkKey({ from, into }: Pick<Link, 'from' | 'into'>): string {
  return `${from}>${into}`;
}

/** Two ids became one person; a row of the merge log. */
export interface Merge {
  readonly kind: 'link' | 'alias';
  readonly project: number;
  readonly from: string;
  readonly into: string;
  readonly fromId: string;
  readonly intoId: string;
  readonly time: number;
}

/**
 * Which ids are one person. An anonymous id joins the first user it is seen with and stays there; a user never joins another
 * user by that, only by alias. Applying the same facts again changes nothing, so a batch may be repeated after a crash.
 */
export class Partition {
  private readonly roots: Map<string, string>;
  private readonly members: Map<string, string[]>;
  private readonly users: Set<string>;
  /** Ids whose root changed, with the new one. */
  readonly moved = new Map<string, string>();
  readonly newUsers = new Map<string, number>();
  readonly merges: Merge[] = [];
  readonly links: Link[] = [];
  private readonly standing: Set<string>;

  constructor(
    private readonly known: Known,
    private readonly person: (project: number, id: string) => string,
  ) {
    this.roots = new Map(known.roots);
    this.members = new Map([...known.members].map(([root, members]) => [root, [...members]]));
    this.users = new Set(known.users);
    this.standing = new Set(known.standing);
  }

  rootOf(person: string): string {
    return this.roots.get(person) ?? person;
  }

  apply(fact: Fact): void {
    if (fact[0] === 'known') this.know(fact[1], this.person(fact[1], fact[2]));
    else if (fact[0] === 'link') this.link(fact);
    else this.alias(fact);
  }

  private know(project: number, user: string): void {
    if (this.users.has(user)) return;
    this.users.add(user);
    this.newUsers.set(user, project);
  }

  private link([, project, anonymousId, userId, time]: Extract<Fact, readonly ['link', ...unknown[]]>): void {
    const user = this.person(project, userId);
    const anonymous = this.person(project, anonymousId);
    this.know(project, user);
    if (anonymous === user || this.users.has(anonymous) || this.rootOf(anonymous) !== anonymous) return;
    const into = this.rootOf(user);
    this.links.push({ from: anonymous, into: user, user: false });
    this.merges.push({
      kind: 'link',
      project,
      from: anonymous,
      into,
      fromId: anonymousId,
      intoId: userId,
      time,
    });
    this.move(anonymous, into);
  }

  private alias([, project, previousId, userId, time]: Extract<
    Fact,
    readonly ['alias', ...unknown[]]
  >): void {
    const user = this.person(project, userId);
    const previous = this.person(project, previousId);
    this.know(project, user);
    const key = linkKey({ from: previous, into: user });
    if (this.known.undone.has(key)) return;
    // said again it changes nothing; said of ids that are one by others it is kept, since those may be taken away
    if (previous !== user && !this.standing.has(key)) {
      this.standing.add(key);
      this.links.push({ from: previous, into: user, user: this.users.has(previous) });
    }
    const from = this.rootOf(previous);
    const into = this.rootOf(user);
    if (from === into) return;
    this.merges.push({ kind: 'alias', project, from, into, fromId: previousId, intoId: userId, time });
    this.move(from, into);
  }

  /** Points a root and all that point at it straight at another root. */
  private move(from: string, into: string): void {
    const moving = [from, ...(this.members.get(from) ?? [])];
    this.members.delete(from);
    for (const person of moving) {
      this.roots.set(person, into);
      this.moved.set(person, into);
    }
    this.members.set(into, [...(this.members.get(into) ?? []), ...moving]);
  }
}
