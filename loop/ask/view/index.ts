import type { Face } from '../face.tsx';

export type { Face } from '../face.tsx';

/** A face whose question, answer and points are known only to its own kind. */
export type AnyFace = Face<never, never, never>;

const modules = import.meta.glob<{ default: AnyFace }>('../analyses/*/view.tsx');

/** The faces of the shelf by kind, found by their folders, each its own chunk. */
export const faces: Readonly<Record<string, () => Promise<AnyFace>>> = Object.fromEntries(
  Object.entries(modules).map(([path, load]) => [path.split('/').at(-2), async () => (await load()).default]),
);
