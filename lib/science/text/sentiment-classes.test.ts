import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readColumns, reference } from '../testing/reference-data.ts';
import {
  fitSentimentClasses,
  predictSentimentClasses,
  type SentimentClass,
  type SentimentClassesModel,
  sentimentClasses,
} from './sentiment-classes.ts';

type Labelled = readonly (readonly [text: string, label: SentimentClass])[];

/** Statements and questions without an opinion, of parts: these are ours, the reviews are public. */
function statements(parts: readonly (readonly string[])[], between: string): string[] {
  return parts.reduce<string[]>(
    (texts, next) => texts.flatMap((text) => next.map((part) => (text ? text + between + part : part))),
    [''],
  );
}

const chinese = statements(
  [
    ['我们', '公司', '朋友', '家里人', '一行三人'],
    ['周一', '上个月', '去年国庆', '出差时', '开会期间'],
    ['住在', '预订了', '入住', '路过', '咨询过'],
    ['这家酒店', '标准间', '大床房', '十二楼的房间', '商务套房'],
  ],
  '',
);
const english = statements(
  [
    ['We', 'My brother', 'The group', 'They', 'I'],
    ['ordered', 'received', 'asked about', 'returned', 'looked at'],
    ['the phone', 'two tickets', 'the menu', 'a table', 'the headset'],
    ['on Monday', 'last week', 'in March', 'before lunch', 'yesterday'],
  ],
  ' ',
);

const best = (chances: Record<SentimentClass, number>) =>
  sentimentClasses.reduce((a, b) => (chances[b] > chances[a] ? b : a));

/** Mean over the classes of F1, by counting. */
function macroF1(given: readonly SentimentClass[], said: readonly SentimentClass[]): number {
  const scores = sentimentClasses.map((own) => {
    const right = given.filter((label, i) => label === own && said[i] === own).length;
    const all = given.filter((label) => label === own).length + said.filter((label) => label === own).length;
    return (2 * right) / all;
  });
  return scores.reduce((a, b) => a + b) / 3;
}

async function judged(texts: Labelled) {
  const [learnt, held] = [texts.filter((_, i) => i % 4 !== 0), texts.filter((_, i) => i % 4 === 0)];
  const model = await fitSentimentClasses(
    learnt.map(([text]) => text),
    learnt.map(([, label]) => label),
  );
  const chances = predictSentimentClasses(
    model,
    held.map(([text]) => text),
  );
  const labels = held.map(([, label]) => label);
  const calibration = sentimentClasses.map((own) => {
    const expected = chances.reduce((sum, each) => sum + each[own], 0);
    return Math.abs(expected - labels.filter((label) => label === own).length) / labels.length;
  });
  return { f1: macroF1(labels, chances.map(best)), model, off: Math.max(...calibration) };
}

const hotels = reference('data/zh_sentiment/ChnSentiCorp_htl_all.csv');
const reviews = ['amazon_cells', 'yelp', 'imdb'].map((name) =>
  reference(`data/en_sentiment/${name}_labelled.txt`),
);

describe('three classes of sentiment', () => {
  it.runIf(hotels)(
    'are told apart in Chinese: praise and complaint of the reviews, statements beside them',
    async () => {
      const { label, review } = readColumns(hotels!);
      const of = (wanted: string, name: SentimentClass) =>
        review!
          .filter((_, i) => label![i] === wanted)
          .slice(0, 600)
          .map((text) => [text, name] as const);
      const all = [
        ...of('1', 'positive'),
        ...of('0', 'negative'),
        ...chinese.slice(0, 600).map((text) => [text, 'neutral'] as const),
      ];
      const { f1, off, model } = await judged(all);
      expect(f1).toBeGreaterThan(0.85);
      expect(off).toBeLessThan(0.05);
      const [praise, blame, plain] = predictSentimentClasses(model, [
        '房间很干净，服务热情，下次还会再来',
        '房间又脏又吵，服务态度太差',
        '同事上个月入住标准间',
      ]).map(best);
      expect([praise, blame, plain]).toEqual(['positive', 'negative', 'neutral']);
    },
  );

  it.runIf(reviews.every(Boolean))('are told apart in English', async () => {
    const lines = reviews.flatMap((file) => readFileSync(file!, 'utf8').trim().split('\n'));
    const opinions = lines.map((line): Labelled[number] => {
      const [text, label] = line.split('\t');
      return [text!, label?.trim() === '1' ? 'positive' : 'negative'];
    });
    const plain = english.map((text): Labelled[number] => [text, 'neutral']);
    const { f1, off } = await judged([...opinions.filter((_, i) => i % 2 === 0), ...plain]);
    expect(f1).toBeGreaterThan(0.8);
    expect(off).toBeLessThan(0.05);
  });

  it('have chances that sum to 1, survive JSON, and refuse other labels', async () => {
    const texts = ['很好', '太差', '周一入住', 'great food', 'awful food', 'the menu on Monday'];
    const labels = (['positive', 'negative', 'neutral'] as const).flatMap((label) => [label]);
    const many = Array.from({ length: 18 }, (_, i) => texts[i % 6]!);
    const named = many.map((_, i) => labels[i % 3]!);
    const model = await fitSentimentClasses(many, named, { penalty: 0.01 });
    const restored = JSON.parse(JSON.stringify(model)) as SentimentClassesModel;
    const chances = predictSentimentClasses(restored, [...texts, '', 'unknown']);
    for (const { negative, neutral, positive } of chances)
      expect(negative + neutral + positive).toBeCloseTo(1, 12);
    expect(chances.slice(0, 3).map(best)).toEqual(labels);
    const wrong = named.map((label, i) => (i === 2 ? 'mixed' : label)) as SentimentClass[];
    await expect(fitSentimentClasses(many, wrong)).rejects.toThrow(/label 3 is mixed/);
    const two = named.map((label) => (label === 'neutral' ? 'positive' : label));
    await expect(fitSentimentClasses(many, two)).rejects.toThrow(/only one class/);
  });
});
