import type { Language, Random } from '#lib/core';
import { type ReviewTopic, reviewPhrases } from '../data/review-phrases.data.ts';
import { type TicketTopic, ticketPhrases } from '../data/ticket-phrases.data.ts';
import { chance, pick } from '../draw.ts';
import type { Sentiment } from '../person/person.ts';

type Holes = Readonly<Record<'product' | 'order', string>>;

const reviewTopics: readonly ReviewTopic[] = ['taste', 'taste', 'price', 'package', 'delivery', 'service'];

/** A review put together from phrases; the first topic is the one it is about. */
export function reviewText(
  random: Random,
  language: Language,
  sentiment: Sentiment,
  topic: ReviewTopic,
  holes: Holes,
): string {
  const phrases = reviewPhrases[language];
  const second = pick(random, reviewTopics);
  const parts = [
    chance(random, 0.6) ? pick(random, phrases.openings) : '',
    pick(random, phrases.about[topic][sentiment]),
    second !== topic && chance(random, 0.45) ? pick(random, phrases.about[second][sentiment]) : '',
    chance(random, 0.6) ? pick(random, phrases.closings[sentiment]) : '',
  ];
  return fill(join(random, language, parts), holes);
}

/** What somebody writes to customer service. */
export function ticketText(random: Random, language: Language, topic: TicketTopic, holes: Holes): string {
  const phrases = ticketPhrases[language];
  const opening = chance(random, 0.7) ? pick(random, phrases.openings) : '';
  const rest = [pick(random, phrases.about[topic]), pick(random, phrases.closings)];
  const gap = language === 'en' && opening ? ' ' : '';
  return fill(opening + gap + join(random, language, rest), holes);
}

/** A topic for a review in which nothing particular happened. */
export function anyReviewTopic(random: Random): ReviewTopic {
  return pick(random, reviewTopics);
}

function join(random: Random, language: Language, parts: readonly string[]): string {
  const said = parts.filter((part) => part !== '');
  if (language === 'en')
    return said.join(chance(random, 0.7) ? ', ' : '. ') + (chance(random, 0.6) ? '.' : '');
  return said.join(chance(random, 0.8) ? ',' : '。') + pick(random, ['', '', '。', '!', '~']);
}

function fill(text: string, holes: Holes): string {
  return text.replaceAll('{product}', holes.product).replaceAll('{order}', holes.order);
}
