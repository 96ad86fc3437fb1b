/** Guesses below this power of ten are made in seconds by who has the list and the hash. Eight random characters stand at 8. */
const FEWEST_GUESSES = 7.5;
/** So much of a long password tells enough; the estimate of more would take long. */
const LOOKED_AT = 64;
/** More characters around a word than this are a secret of their own. */
const MOST_ADDED = 10;
/** A common number is found in any longer one: fewer characters count as added to it. */
const NUMBER = { shortest: 4, mostAdded: 6 } as const;
/** What each of those signs stands for in words that are dressed up. */
const DRESS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  $: 's',
  '@': 'a',
  '!': 'i',
};

/** Whether a password is one of the commonest, or a common or known word with years, digits and signs added. */
export async function isCommonPassword(password: string, known: readonly string[]): Promise<boolean> {
  const { common, guesses } = await theEstimator();
  const plain = password.normalize('NFKC').toLowerCase();
  const words = new Set(known.flatMap(wordsOf));
  for (const parts of withoutAdded(plain)) {
    if ([parts, undressed(parts)].some((word) => common.has(word) || words.has(lettersOf(word)))) return true;
  }
  return guesses(plain.slice(0, LOOKED_AT), [...words]) < FEWEST_GUESSES;
}

/** A text, and what is left of it when digits and signs are taken off its ends. */
function* withoutAdded(text: string): Generator<string> {
  const before = /^[^\p{L}]*/u.exec(text)?.[0].length ?? 0;
  const after = /[^\p{L}]*$/u.exec(text)?.[0].length ?? 0;
  for (let head = 0; head <= Math.min(before, MOST_ADDED); head++)
    for (let tail = 0; tail <= Math.min(after, MOST_ADDED - head); tail++) {
      const rest = text.slice(head, text.length - tail);
      const isWord = /\p{L}/u.test(rest);
      if (isWord ? rest.length >= 2 : rest.length >= NUMBER.shortest && head + tail <= NUMBER.mostAdded)
        yield rest;
    }
}

function undressed(text: string): string {
  return text.replace(/[01345780$@!]/g, (sign) => DRESS[sign] ?? sign);
}

const lettersOf = (text: string) => text.replace(/[^\p{L}]/gu, '');

/** A name whole, without what parts it, and its parts: of `li.na@acme.com`, `lina`, `li`, `na`, `acme`, `com`. */
function wordsOf(name: string): string[] {
  const plain = name.normalize('NFKC').toLowerCase();
  const [local = '', domain = ''] = plain.split('@');
  const parts = [...domain.split('.'), ...plain.split(/[^\p{L}]+/u)];
  return [plain, local, domain, ...parts].map(lettersOf).filter((word) => word.length >= 2);
}

interface Estimator {
  /** 49,000 passwords that were found most often. */
  readonly common: ReadonlySet<string>;
  /** The power of ten of the guesses that a password withstands. */
  guesses(password: string, known: string[]): number;
}

let estimator: Promise<Estimator> | undefined;

/** Lists and estimator are big, and asked for only when somebody chooses a password. */
function theEstimator(): Promise<Estimator> {
  estimator ??= openEstimator();
  return estimator;
}

async function openEstimator(): Promise<Estimator> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  const zxcvbn = new ZxcvbnFactory({ graphs: adjacencyGraphs, dictionary });
  return {
    common: new Set(dictionary['passwords-common']),
    guesses: (password, known) => zxcvbn.check(password, known).guessesLog10,
  };
}
