import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Language, Words } from '#lib/core';

const LanguageContext = createContext<Language>('zh');

/** Hands the reader's language to everything below. */
export function LanguageProvider({ language, children }: { language: Language; children: ReactNode }) {
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

export function useLanguage(): Language {
  return useContext(LanguageContext);
}

/** A function that says `Words` in the reader's language. */
export function useSay(): (words: Words) => string {
  const language = useLanguage();
  return useMemo(() => (words: Words) => words[language], [language]);
}
