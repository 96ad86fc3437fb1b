import { questionKind, segmentKind } from '#loop/ask';
import type { Kind } from '#loop/definition';
import type { House } from './house.ts';

/** The kinds of things that people make and keep: one line each. */
export function kinds(
  house: Pick<House, 'columns' | 'rows' | 'scopes' | 'clock' | 'collect'>,
): readonly Kind[] {
  return [questionKind, segmentKind(house)];
}
