import { guessLanguage } from './guess-language.ts';
import { normaliseText } from './normalise-text.ts';
import { blame, praise, turn } from './sentiment-lexicon.data.ts';
import { stopWords } from './stop-words.ts';
import type { WordCutter } from './word-cutter.ts';

/** What somebody says of something. */
export interface AspectOpinion {
  readonly aspect: string;
  readonly opinion: string;
  /** 1 for praise, −1 for blame, turning words before the opinion counted in. */
  readonly polarity: 1 | -1;
}

/**
 * Pairs of what is spoken of and what is said of it (Hu & Liu 2004), clause by clause: an opinion is a word of the
 * sentiment lexicon, its aspect the nearest other content word of the clause, before it rather than behind.
 */
export function aspectOpinions(text: string, cut: WordCutter): AspectOpinion[] {
  const plain = normaliseText(text);
  const language = guessLanguage(plain) === 'zh' ? 'zh' : 'en';
  return plain
    .split(/[,.!?;:，。！？；：、\n]|\bbut\b|但是|但/u)
    .flatMap((clause) => pairsIn(cut(clause), language));
}

const lists = (words: { readonly zh: string; readonly en: string }) => ({
  zh: new Set(words.zh.split(' ')),
  en: new Set(words.en.split(' ')),
});
const [praises, blames, turns] = [lists(praise), lists(blame), lists(turn)];

function pairsIn(words: readonly string[], language: 'zh' | 'en'): AspectOpinion[] {
  const isOpinion = (word: string) => praises[language].has(word) || blames[language].has(word);
  const isAspect = (word: string) =>
    word.length > 1 &&
    !isOpinion(word) &&
    !stopWords.has(word) &&
    !turns[language].has(word) &&
    !/^\d+$/u.test(word);
  const first = words.find(isAspect);
  if (first === undefined) return [];
  let before: string | undefined;
  return words.flatMap((opinion, at): AspectOpinion[] => {
    if (isAspect(opinion)) before = opinion;
    if (!isOpinion(opinion)) return [];
    const aspect = before ?? first;
    const turned =
      words.slice(Math.max(0, at - 3), at).filter((word) => turns[language].has(word)).length % 2 === 1;
    const good = praises[language].has(opinion) !== turned;
    return [{ aspect, opinion, polarity: good ? 1 : -1 }];
  });
}
