import { topic } from '#loop/access';
import type { Pack } from './event-pack.ts';

/** A project with more names than these in one segment counts as changed altogether. */
const MOST_NAMES = 1000;

/** What the events of some packs change: their project, and the events of each name in it. */
export function topicsOfEvents(packs: readonly Pack[]): string[] {
  const projects = new Map<number, Set<string>>();
  for (const { rows, project, event } of packs) {
    let at = 0;
    let lastProject = -1;
    let lastStart = 0;
    let lastEnd = 0;
    let names: Set<string> | undefined;
    for (let row = 0; row < rows; row++) {
      const number = project.readUInt32LE(row * 4);
      let length = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = event[at++]!;
        length += (byte & 127) << shift;
        if (byte < 128) break;
      }
      const end = at + length;
      const same =
        number === lastProject &&
        length === lastEnd - lastStart &&
        event.compare(event, lastStart, lastEnd, at, end) === 0;
      if (!same) {
        names = projects.get(number) ?? new Set<string>();
        projects.set(number, names);
        if (names.size <= MOST_NAMES) names.add(event.toString('utf8', at, end));
      }
      [lastProject, lastStart, lastEnd, at] = [number, at, end, end];
    }
  }
  return [...projects].flatMap(([project, names]) =>
    names.size > MOST_NAMES
      ? [topic.project(project)]
      : [topic.events(project), ...[...names].map((name) => topic.event(project, name))],
  );
}

/** What lines that begin with `[project,` change, as a kind of topic says. */
export function topicsOfLines(lines: readonly Buffer[], of: (project: number) => string): string[] {
  const projects = new Set<number>();
  for (const bytes of lines)
    for (let at = 0; at < bytes.length; ) {
      projects.add(Number.parseInt(bytes.toString('latin1', at + 1, at + 11), 10));
      const end = bytes.indexOf(10, at);
      at = end < 0 ? bytes.length : end + 1;
    }
  return [...projects].map(of);
}
