import type { Api } from '#app/product';
import { Fault, type Language, type Words } from '#lib/core';
import type { CallProduct } from '../with-product.ts';
import type { Result } from './import-text.ts';

/** What came of an import, and the answer that says most of it: the same that the web shows. */
export interface FirstAnswer {
  readonly told: readonly Words[];
  readonly question: NonNullable<Api['ask/first']['output']['question']>;
  readonly headline: Words;
}

/** The first answer over the import that brought most; none where no event came, or it cannot be had. */
export async function firstAnswer(
  call: CallProduct,
  results: readonly Result[],
): Promise<FirstAnswer | undefined> {
  const [most] = results
    .filter(({ state, before, events = 0 }) => state === 'done' && !before && events > 0)
    .sort((a, b) => (b.events ?? 0) - (a.events ?? 0));
  if (!most?.import) return undefined;
  try {
    const { question, told } = await call('ask/first', { source: `file:${most.import}` });
    if (!question) return undefined;
    const { headline } = await call('ask', question);
    return { told, question, headline };
  } catch (error) {
    // what was imported is there all the same
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

/** The lines that stand below what became of the files. */
export function firstText({ told, headline }: FirstAnswer, language: Language): string {
  return ['', ...told.map((line) => `  ${line[language]}`), '', headline[language]].join('\n');
}
