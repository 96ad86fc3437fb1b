import { spelled } from '#lib/ui';
import type { Definition } from './use-definitions.ts';

/** Whether each word of a search stands in what people read of a definition; pinyin and its initials work. */
export function matches({ name, folder, about, owner }: Definition, search: string): boolean {
  const words = folded(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const text = folded(`${name} ${folder} ${about?.zh ?? ''} ${about?.en ?? ''} ${owner} ${spelled(name)}`);
  return words.every((word) => text.includes(word));
}

const folded = (text: string) => text.normalize('NFKC').toLowerCase();
