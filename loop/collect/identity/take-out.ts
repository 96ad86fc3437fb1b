/** That two ids are one person: a message said so of `from`. People are numbers in decimal digits. */
export interface Link {
  readonly from: string;
  readonly into: string;
  /** Whether `from` was a user by then, and no mere device. */
  readonly user: boolean;
}

/** What a split comes to. */
export interface TakenOut<L extends Link> {
  /** Links that no longer stand. */
  readonly cut: readonly L[];
  /** Everybody who was this person, each with the one they are now. */
  readonly roots: ReadonlyMap<string, string>;
}

/**
 * Takes an id out of its person, with its devices and what was merged into it. Cut is every link by which it, or a device of
 * its, was merged into another, and every link that would lead back to the survivor. The survivor itself loses all that was
 * merged into it but its devices; where it has nothing else, those.
 * @param root the id that the others were merged into
 * @param members all ids of the person
 * @param links all their standing links, in the order in which they were made
 */
export function takeOut<L extends Link>(
  person: string,
  root: string,
  members: readonly string[],
  links: readonly L[],
): TakenOut<L> {
  const core = withDevices(person, links);
  const cut = crossing(core, root, links);
  const devicesOnly = members.every((member) => core.has(member));
  const gone = new Set(devicesOnly ? crossing(new Set([person]), person, links) : cut);
  const standing = links.filter((link) => !gone.has(link));
  const everybody = new Set([...members, ...links.flatMap(({ from, into }) => [from, into])]);
  return { cut: [...gone], roots: rootsOf(everybody, standing, root) };
}

/** The id and the devices that were its before they were anybody else's. */
export function withDevices(person: string, links: readonly Link[]): Set<string> {
  const first = new Map<string, Link>();
  for (const link of links) if (!first.has(link.from)) first.set(link.from, link);
  const devices = [...first.values()].filter(({ into, user }) => into === person && !user);
  return new Set([person, ...devices.map(({ from }) => from)]);
}

/** The links out of some ids, and those into them from where the survivor can be reached without them. */
function crossing<L extends Link>(core: ReadonlySet<string>, root: string, links: readonly L[]): L[] {
  const outside = links.filter(({ from, into }) => !core.has(from) && !core.has(into));
  const others = new Set(links.flatMap(({ from, into }) => [from, into]).filter((id) => !core.has(id)));
  const apart = rootsOf(others, outside, root);
  const leadsBack = (id: string) => core.has(root) || apart.get(id) === apart.get(root);
  return links.filter(({ from, into }) => {
    if (core.has(from)) return !core.has(into);
    return core.has(into) && leadsBack(from);
  });
}

/** The person of each: the one that the others were merged into, where links are all there is. */
function rootsOf(people: ReadonlySet<string>, links: readonly Link[], survivor: string): Map<string, string> {
  const above = new Map<string, string>();
  const rootOf = (person: string): string => {
    let top = person;
    for (let next = above.get(top); next !== undefined; next = above.get(top)) top = next;
    for (let at = person; at !== top; ) {
      const next = above.get(at)!;
      above.set(at, top);
      at = next;
    }
    return top;
  };
  for (const { from, into } of links) {
    const [moving, staying] = [rootOf(from), rootOf(into)];
    if (moving !== staying) above.set(moving, staying);
  }
  const topOfSurvivor = rootOf(survivor);
  const roots = [...people].map((person): [string, string] => {
    const top = rootOf(person);
    return [person, top === topOfSurvivor ? survivor : top];
  });
  return new Map(roots);
}
