/** What a message says of who is who, in the order of arrival. */
export type Fact =
  | readonly [kind: 'known', project: number, user: string]
  | readonly [kind: 'link', project: number, anonymous: string, user: string, time: number]
  | readonly [kind: 'alias', project: number, previous: string, user: string, time: number];

export function factLine(fact: Fact): string {
  return `${JSON.stringify(fact)}\n`;
}

export function readFacts(lines: readonly Buffer[]): Fact[] {
  return lines.flatMap((bytes) =>
    bytes
      .toString('utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Fact),
  );
}
