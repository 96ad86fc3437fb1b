import { questionKind, segmentKind } from '#loop/ask';
import type { Kind } from '#loop/definition';

/** The kinds of things that people make and keep: one line each. */
export function kinds(stores: Parameters<typeof segmentKind>[0]): readonly Kind[] {
  return [questionKind, segmentKind(stores)];
}
