import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { World } from './world.ts';

/** A case from a peer's own test suite: events, the peer's question, the numbers it expects. */
export interface PeerCase {
  readonly id: string;
  readonly kind: string;
  /** From id to the name of its person. */
  readonly identities: Readonly<Record<string, string>>;
  readonly events: readonly { u: string; e: string; t: string; p: Readonly<Record<string, unknown>> }[];
  readonly query: Readonly<Record<string, unknown>>;
  readonly expected: unknown;
  readonly note: string;
}

const shared = process.env.LINGER_SHARED ?? fileURLToPath(new URL('../../../../shared', import.meta.url));
const file = join(shared, 'cases', 'peer-cases.json');

/** All cases, or none (said aloud) where the shared folder is absent. */
export function peerCases(): readonly PeerCase[] {
  if (!existsSync(file)) {
    console.warn(`peer cases are skipped: ${file} is not there; LINGER_SHARED may name another folder`);
    return [];
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** A case as a world of its own. */
export function worldOfCase(peerCase: PeerCase, project: World['project'], now: Date): World {
  const ids = [...Object.keys(peerCase.identities), ...peerCase.events.map(({ u }) => u)];
  const rootOfName = new Map<string, string>();
  const merges = new Map<string, string>();
  for (const id of ids) {
    const name = peerCase.identities[id] ?? id;
    const root = rootOfName.get(name);
    if (root === undefined) rootOfName.set(name, id);
    else if (root !== id) merges.set(id, root);
  }
  return { project, now, merges, traits: [], events: peerCase.events.map(happening) };
}

function happening({ u, e, t, p }: PeerCase['events'][number]) {
  const values = Object.entries(p);
  return {
    user: u,
    event: e,
    time: Date.parse(t),
    texts: Object.fromEntries(
      values.flatMap(([name, value]) => (typeof value === 'number' ? [] : [[name, String(value)]])),
    ),
    numbers: Object.fromEntries(
      values.flatMap(([name, value]) => (typeof value === 'number' ? [[name, value]] : [])),
    ),
  };
}
