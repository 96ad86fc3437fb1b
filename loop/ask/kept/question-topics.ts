import { topic } from '#loop/access';

/** What of a project's data a question reads, as those who write them call it. */
export function topicsOf(question: unknown, project: number): string[] {
  const found = { events: new Set<string>(), everything: false, people: false, segments: new Set<string>() };
  const walk = (part: unknown, ofPeople: boolean): void => {
    if (Array.isArray(part)) for (const one of part) walk(one, ofPeople);
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return;
    const { event, property, of, inSegment } = part as Record<string, unknown>;
    if (typeof event === 'string') found.events.add(event);
    if (typeof inSegment === 'string') found.segments.add(inSegment);
    if (typeof property === 'string') {
      if (of === 'person' || (of === undefined && ofPeople)) found.people = true;
      // when a person was first and last seen is told by all events
      if (property.startsWith('$')) found.everything = true;
      // a filter of people by what any event of theirs carries
      if (of === 'event' && ofPeople) found.everything = true;
    }
    for (const [key, one] of Object.entries(part)) walk(one, key === 'who' || (ofPeople && key !== 'did'));
  };
  walk(question, false);
  const all = found.everything || found.events.size === 0 || found.events.has('*');
  return [
    topic.project(project),
    topic.identity(project),
    topic.names(project),
    topic.reach(project),
    topic.days(project),
    topic.materialized,
    ...(all ? [topic.events(project)] : [...found.events].map((name) => topic.event(project, name))),
    ...(found.people ? [topic.people(project)] : []),
    ...[...found.segments].map((id) => topic.segment(project, id)),
  ];
}

/** Whether a question looks back from now somewhere: who did something within the last days or since one, a date in the last days. */
export function looksBackFromNow(part: unknown, top = true): boolean {
  if (Array.isArray(part)) return part.some((one) => looksBackFromNow(one, false));
  if (typeof part !== 'object' || part === null) return false;
  const { op, within } = part as Record<string, unknown>;
  if (op === 'inLast') return true;
  if (typeof within === 'object' && within !== null && !('to' in within)) return true;
  return Object.entries(part).some(([key, one]) => !(top && key === 'span') && looksBackFromNow(one, false));
}
