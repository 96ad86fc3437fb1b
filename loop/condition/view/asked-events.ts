/** The events a question is about, as it names them: not those of the conditions on people, nor of filters. */
export function askedEvents(question: unknown): string[] {
  const events = new Set<string>();
  const walk = (part: unknown): void => {
    if (Array.isArray(part)) for (const one of part) walk(one);
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return;
    for (const [key, one] of Object.entries(part)) {
      if (key === 'event' && typeof one === 'string' && one !== '') events.add(one);
      else if (key !== 'who' && key !== 'where') walk(one);
    }
  };
  walk(question);
  return [...events];
}
