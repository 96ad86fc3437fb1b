import { mix } from '../theme/contrast.ts';
import type { Tokens } from '../theme/tokens.ts';
import type { StepTone } from './step-data.ts';

/** The palest colour of a scale that still stands out from the paper, as a place in the sequence. */
const PALEST = 3;

/** The colour of a group: levels take a sequence from pale to deep, categories their own colours. */
export function toneColour(tone: StepTone = { category: 0 }, tokens: Tokens): string {
  if (tone === 'everybody') return tokens.muted;
  if (tone === 'other') return tokens.other;
  if ('category' in tone) return tokens.categories[tone.category % tokens.categories.length] ?? tokens.other;
  const deepest = tokens.sequence.length - 1;
  const share = tone.of > 1 ? tone.level / (tone.of - 1) : 1;
  const place = PALEST + share * (deepest - PALEST);
  const [below, above] = [tokens.sequence[Math.floor(place)]!, tokens.sequence[Math.ceil(place)]!];
  return mix(below, above, place - Math.floor(place));
}
