import { aNumber } from '../../options.ts';
import { fitSentiment, predictSentiment, type SentimentModel } from '../../text/sentiment-model.ts';
import { checkpoint } from '../../work.ts';
import type { ModelKind } from '../model-kind.ts';
import { textsOf } from '../texts.ts';

interface Options {
  readonly penalty?: number;
}

const textsAtOnce = 50;

/** The chance that a text is of the kind 1, such as praise. Learns from a column "text". */
export const sentiment: ModelKind<Float64Array, Options, SentimentModel, Float64Array> = {
  options: { penalty: aNumber },
  learn: ({ table, target, options, work }) => fitSentiment(textsOf(table), target, options, work),
  async answer(model, table, work) {
    const texts = textsOf(table);
    const chances = new Float64Array(texts.length);
    for (let at = 0; at < texts.length; at += textsAtOnce) {
      chances.set(predictSentiment(model, texts.slice(at, at + textsAtOnce)), at);
      await checkpoint(work, at / texts.length);
    }
    return chances;
  },
};
