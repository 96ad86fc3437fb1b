import type { About } from '../analysis/about.ts';
import type { Face } from '../analysis/face.tsx';

export type { About } from '../analysis/about.ts';
export type { Face } from '../analysis/face.tsx';

/** A question in the making: every analysis adds its own members. */
export interface Draft {
  readonly kind: string;
  readonly [member: string]: unknown;
}

/** A face as a page draws it: what its questions, answers and points hold is known only to its own kind. */
export type AnyFace = Face<Draft, unknown, Readonly<Record<string, unknown>>>;

const kindOf = (path: string) => path.split('/').at(-2) ?? '';

const modules = import.meta.glob<{ default: AnyFace }>('../analyses/*/view.tsx');
const abouts = import.meta.glob<{ about: About }>('../analyses/*/about.ts', { eager: true });

/** The faces of the analyses by kind, found by their folders, each its own chunk. */
export const faces: Readonly<Record<string, () => Promise<AnyFace>>> = Object.fromEntries(
  Object.entries(modules).map(([path, load]) => [kindOf(path), async () => (await load()).default]),
);

/** All analyses in the order of the menu: what each is called and for. */
export const analysisMenu: readonly (About & { readonly kind: string })[] = Object.entries(abouts)
  .map(([path, { about }]) => ({ ...about, kind: kindOf(path) }))
  .sort((a, b) => a.place - b.place);

/** What a kind of analysis is called; its kind where there is none of it. */
export function analysisTitle(kind: string): About['title'] {
  return analysisMenu.find((one) => one.kind === kind)?.title ?? { zh: kind, en: kind };
}
