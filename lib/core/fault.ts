import { withoutSecrets } from './without-secrets.ts';
import type { Language, Words } from './words.ts';

type Values = Readonly<Record<string, string | number>>;

/**
 * An error that speaks to a person: what was given, what is allowed, what to do, in every language.
 * `code` is stable (`module.what-is-wrong`), `status` is the HTTP status it travels with.
 */
export class Fault extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    private readonly sentences: Words,
    readonly values: Values,
    options?: ErrorOptions,
  ) {
    super(fill(sentences.en, values), options);
    this.name = 'Fault';
  }

  /** The sentence in one language, values filled in. */
  say(language: Language): string {
    return fill(this.sentences[language], this.values);
  }
}

function fill(sentence: string, values: Values): string {
  return sentence.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}

/** Values as they may be seen: what other programs say of themselves may hold a password. */
function shown(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? withoutSecrets(value) : value,
    ]),
  );
}

type Holes<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Holes<Rest> : never;

/**
 * Declares a fault once; call the result with the values its sentence names, throw what it returns.
 * The English sentence is lower case without full stop; its `{holes}` are checked by the compiler.
 */
export function fault<const S extends string>(code: string, status: number, words: { en: S; zh: string }) {
  const make = (values: Record<Holes<S>, string | number>, cause?: unknown) =>
    new Fault(code, status, words, shown(values), cause === undefined ? undefined : { cause });
  return Object.assign(make, { code, status, words });
}
