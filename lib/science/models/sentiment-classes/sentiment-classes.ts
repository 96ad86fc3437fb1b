import { aNumber } from '../../options.ts';
import {
  fitSentimentClasses,
  predictSentimentClasses,
  type SentimentClass,
  type SentimentClassesModel,
} from '../../text/sentiment-classes.ts';
import { checkpoint } from '../../work.ts';
import type { ModelKind } from '../model-kind.ts';
import { textsOf } from '../texts.ts';

interface Options {
  readonly penalty?: number;
}

type Chances = Record<SentimentClass, number>[];

const textsAtOnce = 50;

/** The chances that a text is complaint, statement or praise. Learns from a column "text" and a class by row. */
export const sentimentClasses: ModelKind<readonly SentimentClass[], Options, SentimentClassesModel, Chances> =
  {
    options: { penalty: aNumber },
    learn: ({ table, target, options, work }) => fitSentimentClasses(textsOf(table), target, options, work),
    async answer(model, table, work) {
      const texts = textsOf(table);
      const chances: Chances = [];
      for (let at = 0; at < texts.length; at += textsAtOnce) {
        chances.push(...predictSentimentClasses(model, texts.slice(at, at + textsAtOnce)));
        await checkpoint(work, at / texts.length);
      }
      return chances;
    },
  };
