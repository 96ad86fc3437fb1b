import { guessLanguage } from './guess-language.ts';
import { normaliseText } from './normalise-text.ts';
import { blame, praise, stress, turn } from './sentiment-lexicon.data.ts';

/**
 * How positive a text sounds by a list of words, −1 to 1 and 0 where it knows none: for the first days, before there
 * are labelled texts to learn from. A turning word before an opinion ("not", 不) reverses it, a stressing one doubles it.
 */
export function lexiconSentiment(text: string): number {
  const plain = normaliseText(text);
  const language = guessLanguage(plain) === 'zh' ? 'zh' : 'en';
  const marks = language === 'zh' ? longestMatches(plain) : englishMarks(plain);
  let balance = 0;
  let opinions = 0;
  let factor = 1;
  let since = 0;
  for (const mark of marks) {
    if (mark === 'turn') factor *= -1;
    else if (mark === 'stress') factor *= 2;
    else if (mark !== undefined) {
      balance += factor * (mark === 'praise' ? 1 : -1);
      opinions += Math.abs(factor);
    }
    since = mark === 'turn' || mark === 'stress' ? 0 : since + 1;
    if (since >= reach || mark === 'praise' || mark === 'blame') factor = 1;
  }
  return opinions === 0 ? 0 : balance / opinions;
}

type Mark = 'praise' | 'blame' | 'turn' | 'stress';

/** Words after which a turning or stressing word is forgotten. */
const reach = 3;

const marksOf = (language: 'zh' | 'en') => {
  const marks = new Map<string, Mark>();
  for (const [mark, lists] of Object.entries({ stress, turn, blame, praise }))
    for (const word of lists[language].split(' ')) marks.set(word, mark as Mark);
  return marks;
};
const chinese = marksOf('zh');
const english = marksOf('en');
const longestWord = Math.max(...Array.from(chinese.keys(), (word) => word.length));

/** The longest word of the list at each place; a sign that ends a clause ends the reach of a turning word too. */
function longestMatches(text: string): (Mark | undefined)[] {
  const marks: (Mark | undefined)[] = [];
  for (let at = 0; at < text.length; ) {
    let length = Math.min(longestWord, text.length - at);
    while (length > 0 && !chinese.has(text.slice(at, at + length))) length--;
    marks.push(chinese.get(text.slice(at, at + length)));
    if (/[,.!?;:，。！？；：、]/u.test(text[at]!)) marks.push(undefined, undefined, undefined);
    at += Math.max(1, length);
  }
  return marks;
}

function englishMarks(text: string): (Mark | undefined)[] {
  const words = text.replaceAll('’', "'").match(/[a-z']+|[,.!?;:]/gu) ?? [];
  return words.flatMap((word) =>
    /[,.!?;:]/u.test(word) ? [undefined, undefined, undefined] : [english.get(word)],
  );
}
