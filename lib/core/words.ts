/** The languages of the product. Equal: a text that lacks one does not compile. */
export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

/** One text in every language. */
export type Words = Readonly<Record<Language, string>>;

/** A text with holes, in every language, as functions of what fills them. */
export type Sentence<V> = Readonly<Record<Language, (values: V) => string>>;

/** The sentence with its holes filled, in every language. */
export function sayAll<V>(sentence: Sentence<V>, values: V): Words {
  return { zh: sentence.zh(values), en: sentence.en(values) };
}

/** How a schema says in every language what it misses: options of zod's `refine`, members of its custom issues. */
export function complaint(words: Words): { message: string; params: { words: Words } } {
  return { message: words.en, params: { words } };
}

/** The best language for an HTTP `Accept-Language` header or a browser's setting; Chinese wins only when asked for. */
export function languageOf(preference: string | undefined): Language {
  return /^\s*zh\b/i.test(preference ?? '') ? 'zh' : 'en';
}
