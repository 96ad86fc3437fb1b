import type { Words } from '#lib/core';
import type { Owner } from './scope.ts';

/** How names are shown to people. */
export interface Naming {
  event(name: string): Words;
  property(of: Owner, name: string): Words;
  segment(id: string): string;
}

/** Names as they are in the data. */
export const plainNaming: Naming = {
  event: (name) => (name === '*' ? { zh: '任意事件', en: 'any event' } : { zh: name, en: name }),
  property: (_, name) => ({ zh: name, en: name }),
  segment: (id) => id,
};
