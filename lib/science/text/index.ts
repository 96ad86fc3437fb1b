export { type AspectOpinion, aspectOpinions } from './aspect-opinions.ts';
export { guessLanguage, type TextLanguage } from './guess-language.ts';
export { hashedGrams } from './hashed-grams.ts';
export { contentWords, type Keyword, textRankKeywords, tfIdfKeywords } from './keywords.ts';
export { fitLda, type LdaOptions } from './lda.ts';
export { findPersonal, maskPersonal, type PersonalKind, type PersonalPart } from './mask-personal.ts';
export { minHash, signatureSimilarity } from './min-hash.ts';
export { nearDuplicates } from './near-duplicates.ts';
export { fitNmf } from './nmf.ts';
export { normaliseText, simplify } from './normalise-text.ts';
export {
  fitSentimentClasses,
  predictSentimentClasses,
  type SentimentClass,
  type SentimentClassesModel,
  sentimentClasses,
} from './sentiment-classes.ts';
export { lexiconSentiment } from './sentiment-lexicon.ts';
export { fitSentiment, predictSentiment, type SentimentModel } from './sentiment-model.ts';
export { hammingDistance, simHash } from './sim-hash.ts';
export { stopWords } from './stop-words.ts';
export { inverseDocumentFrequency, tfIdf } from './tf-idf.ts';
export { describeTopics, type Topic, type TopicWeights } from './topics.ts';
export { type WordCounts, wordCounts } from './word-counts.ts';
export { jiebaCutter, segmenterCutter, type WordCutter } from './word-cutter.ts';
