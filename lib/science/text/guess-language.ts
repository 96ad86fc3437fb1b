export type TextLanguage = 'zh' | 'en' | 'other';

/** The language of a text by its letters: Chinese from a fifth of Han characters on, English for Latin letters with its commonest words. */
export function guessLanguage(text: string): TextLanguage {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return 'other';
  const share = (pattern: RegExp) => (text.match(pattern)?.length ?? 0) / letters;
  if (share(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu) > 0.1) return 'other';
  if (share(/\p{Script=Han}/gu) >= 0.2) return 'zh';
  if (share(/[a-z]/giu) < 0.9) return 'other';
  const words = text.toLowerCase().match(/[a-z']+/gu) ?? [];
  const common = words.filter((word) => commonest.has(word)).length;
  return common > 0 || words.length < 4 ? 'en' : 'other';
}

const commonest = new Set(
  'the be to of and a in that have i it for not on with he as you do at this but his by from they we say her she or an will my one all would there their what so up out if about who get which go me is are was were has had good very no'.split(
    ' ',
  ),
);
