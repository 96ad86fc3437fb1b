import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '#lib/core';
import { sparse } from '../numeric/sparse.ts';
import { aspectOpinions } from './aspect-opinions.ts';
import { guessLanguage } from './guess-language.ts';
import { textRankKeywords, tfIdfKeywords } from './keywords.ts';
import { fitLda } from './lda.ts';
import { findPersonal, maskPersonal } from './mask-personal.ts';
import { minHash, signatureSimilarity } from './min-hash.ts';
import { nearDuplicates } from './near-duplicates.ts';
import { fitNmf } from './nmf.ts';
import { normaliseText, simplify } from './normalise-text.ts';
import { lexiconSentiment } from './sentiment-lexicon.ts';
import { fitSentiment, predictSentiment } from './sentiment-model.ts';
import { hammingDistance, simHash } from './sim-hash.ts';
import { inverseDocumentFrequency, tfIdf } from './tf-idf.ts';
import { describeTopics } from './topics.ts';
import { wordCounts } from './word-counts.ts';
import { jiebaCutter, segmenterCutter } from './word-cutter.ts';

describe('one way to write', () => {
  it('makes full width half, traditional simplified, capitals small, and cuts repetition', () => {
    expect(normaliseText('ＡＢＣ１２３　客服態度　太差！！！！！！')).toBe('abc123 客服态度 太差!!!');
    expect(simplify('這間飯店的服務與環境都很好，還會再來')).toBe('这间饭店的服务与环境都很好，还会再来');
    expect(simplify('已经是简体')).toBe('已经是简体');
  });

  it('does nothing to what is so already', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const once = normaliseText(text);
        expect(normaliseText(once)).toBe(once);
      }),
    );
  });
});

describe('a language', () => {
  it.each([
    ['房间很大，服务不错', 'zh'],
    ['WiFi 信号不好', 'zh'],
    ['The room was clean', 'en'],
    ['great', 'en'],
    ['とても良いホテルでした', 'other'],
    ['Das Zimmer war sehr schmutzig und laut', 'other'],
    ['12345 !!!', 'other'],
  ])('of "%s" is %s', (text, language) => {
    expect(guessLanguage(text)).toBe(language);
  });
});

describe('words', () => {
  it('are cut by jieba, and by ICU where there is none', async () => {
    const jieba = await jiebaCutter();
    expect(jieba('我来到北京清华大学')).toEqual(['我', '来到', '北京', '清华大学']);
    expect(jieba('iPhone 手机，很好用！')).toEqual(['iPhone', '手机', '很', '好', '用']);
    expect(segmenterCutter()('the quick, brown fox')).toEqual(['the', 'quick', 'brown', 'fox']);
  });

  it('that set some texts apart come first', () => {
    const cut = segmenterCutter();
    const late = ['delivery late again', 'the delivery was late', 'late delivery, bad box'];
    const rest = ['bad food', 'bad room', 'box of food', 'room with view'];
    expect(
      tfIdfKeywords(late, rest, cut, 2)
        .map(({ word }) => word)
        .sort(),
    ).toEqual(['delivery', 'late']);
    const [first] = textRankKeywords([...late, 'delivery box', 'delivery man'], cut, 3);
    expect(first).toEqual({ word: 'delivery', weight: 1 });
  });

  it('weigh as in scikit-learn', () => {
    const counts = sparse(2, 2, [0, 0, 1], [0, 1, 1], [2, 1, 1]);
    const idf = inverseDocumentFrequency(counts);
    expect(idf[0]).toBeCloseTo(Math.log(3 / 2) + 1, 12);
    expect(idf[1]).toBe(1);
    const { values } = tfIdf(counts, idf);
    expect(values[0]! ** 2 + values[1]! ** 2).toBeCloseTo(1, 12);
    expect(values[0]! / values[1]!).toBeCloseTo(2 * idf[0]!, 12);
  });
});

describe('sentiment', () => {
  it.each([
    ['服务态度很好，房间干净', 1],
    ['服务态度不好', -1],
    ['太差了，再也不来', -1],
    ['not good at all', -1],
    ['I love this place, the staff was very friendly', 1],
    ['The checkout crashed three times and nobody answered my emails', -1],
    ['the table has four legs', 0],
  ])('by the lexicon: "%s" is %i', (text, sign) => {
    expect(Math.sign(lexiconSentiment(text))).toBe(sign);
  });

  it('is learnt from labelled texts in both languages, and the model survives JSON', async () => {
    const good = [
      '很好吃',
      '服务周到',
      '房间干净舒适',
      'great service',
      'lovely clean room',
      'very tasty food',
    ];
    const bad = [
      '很难吃',
      '服务冷漠',
      '房间又脏又破',
      'awful service',
      'dirty broken room',
      'very bland food',
    ];
    const texts = [...good, ...bad];
    const model = await fitSentiment(
      texts,
      Float64Array.from(texts, (_, i) => (i < 6 ? 1 : 0)),
      { penalty: 0.01 },
    );
    const [a, b, c, d] = predictSentiment(JSON.parse(JSON.stringify(model)), [
      '干净周到',
      '又脏又冷漠',
      'lovely',
      'awful',
    ]);
    expect(a).toBeGreaterThan(0.6);
    expect(b).toBeLessThan(0.4);
    expect(c).toBeGreaterThan(0.6);
    expect(d).toBeLessThan(0.4);
  });

  it('needs two kinds of texts', async () => {
    const same = Array.from({ length: 12 }, (_, i) => `text ${i}`);
    await expect(fitSentiment(same, new Float64Array(12))).rejects.toThrow(/only one class/);
    await expect(fitSentiment(['a'], Float64Array.of(1))).rejects.toThrow(/texts: at least 10/);
  });
});

describe('topics', () => {
  const cut = segmenterCutter();
  const random = seededRandom(3);
  const themes = [
    ['room', 'bed', 'shower', 'window', 'towel'],
    ['soup', 'bread', 'cheese', 'salad', 'coffee'],
    ['parcel', 'courier', 'tracking', 'address', 'label'],
  ];
  const texts = Array.from({ length: 90 }, (_, i) =>
    Array.from({ length: 8 }, () => themes[i % 3]![Math.floor(5 * random())]!).join(' '),
  );
  const counted = wordCounts(texts, cut);

  it.each(['NMF', 'LDA'])('are found by %s as they were planted', async (method) => {
    const idf = inverseDocumentFrequency(counted.counts);
    const weights =
      method === 'NMF'
        ? await fitNmf(tfIdf(counted.counts, idf), 3, { random: seededRandom(1) })
        : await fitLda(counted.counts, 3, { random: seededRandom(1) });
    const topics = describeTopics(counted, weights, 5);
    const found = topics.map(({ words }) => [...words].sort().join()).sort();
    expect(found).toEqual(themes.map((theme) => [...theme].sort().join()).sort());
    for (const { coherence, share, label } of topics) {
      expect(coherence).toBeGreaterThan(0.3);
      expect(share).toBeCloseTo(1 / 3, 1);
      expect(label.split(' · ')).toHaveLength(3);
    }
  });

  it('of LDA are shares that sum to 1', async () => {
    const { texts: shares, words } = await fitLda(counted.counts, 3, { sweeps: 5, random: seededRandom(1) });
    expect(shares.values.subarray(0, 3).reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    expect(words.values.subarray(0, words.columns).reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  });
});

describe('aspects and opinions', () => {
  it('are paired clause by clause, turning words counted in', async () => {
    const cut = await jiebaCutter();
    expect(aspectOpinions('房间干净，早餐不好吃，前台服务冷漠', cut)).toEqual([
      { aspect: '房间', opinion: '干净', polarity: 1 },
      { aspect: '早餐', opinion: '好吃', polarity: -1 },
      { aspect: '服务', opinion: '冷漠', polarity: -1 },
    ]);
    expect(aspectOpinions('The room was dirty but the staff was not rude', segmenterCutter())).toEqual([
      { aspect: 'room', opinion: 'dirty', polarity: -1 },
      { aspect: 'staff', opinion: 'rude', polarity: 1 },
    ]);
  });
});

describe('near duplicates', () => {
  const review =
    '酒店位置很好，离地铁站步行五分钟，房间干净整洁，前台服务热情周到，早餐种类丰富，下次还会再来入住的';

  it('are found whatever their signs and small changes', async () => {
    const texts = [
      review,
      review.replaceAll('，', '！').replace('五分钟', '5分钟'),
      '完全不同的一条评论，讲的是快递和包装问题，东西坏了',
    ];
    expect(await nearDuplicates(texts, { similarity: 0.7 })).toEqual([[0, 1]]);
    expect(await nearDuplicates(['', '', 'a'])).toEqual([]);
    await expect(() => nearDuplicates(texts, { similarity: 0.2 })).rejects.toThrow(/similarity is 0.2/);
  });

  it('are as alike as their sets of runs say', () => {
    const text = 'abcdefghijklmnopqrstuvwxyz0123456789';
    const other = `${text.slice(0, 18)}${text.slice(18).toUpperCase().split('').reverse().join('')}`;
    const runs = (of: string) =>
      new Set(Array.from({ length: of.length - 2 }, (_, i) => of.toLowerCase().slice(i, i + 3)));
    const [a, b] = [runs(text), runs(other)];
    const jaccard = [...a].filter((run) => b.has(run)).length / new Set([...a, ...b]).size;
    expect(Math.abs(signatureSimilarity(minHash(text), minHash(other)) - jaccard)).toBeLessThan(0.15);
  });

  it('differ in few bits of their SimHash', async () => {
    const cut = await jiebaCutter();
    const near = hammingDistance(simHash(review, cut), simHash(review.replace('地铁站', '火车站'), cut));
    const far = hammingDistance(
      simHash(review, cut),
      simHash('快递太慢，包装破损，客服不理人，要求退款', cut),
    );
    expect(near).toBeLessThan(far);
    expect(hammingDistance(simHash(review, cut), simHash(review, cut))).toBe(0);
  });
});

describe('personal parts', () => {
  it('are masked: mail, phone, identity card, bank card', () => {
    expect(maskPersonal('联系张三 zhang.san@example.com 或 13812345678')).toBe(
      '联系张三 z***@example.com 或 138******78',
    );
    expect(maskPersonal('身份证11010519491231002X，卡号 6222 0212 3456 7894')).toBe(
      `身份证110*************2X，卡号 622${'*'.repeat(14)}94`,
    );
    expect(maskPersonal('call +44 20 7946 0958 now')).toBe('call +44***********58 now');
  });

  it('stay when a check sign says that they are something else', () => {
    for (const text of [
      '订单号 110105194912310021',
      '编号 6222021234567890',
      '金额 12345678',
      '1234567890123',
    ])
      expect(maskPersonal(text)).toBe(text);
  });

  it('are found as by the pattern that tries every letter', () => {
    const sign = fc.constantFrom('a', '@', '.', '%', '-', '1', ' ', '名', '𠀀', '😀');
    const whole = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 40 }), (signs) => {
        const text = signs.join('');
        const emails = findPersonal(text).filter(({ kind }) => kind === 'mail');
        const wanted = [...text.matchAll(whole)].map(({ 0: email, index }) => [index, index + email.length]);
        expect(emails.map(({ from, to }) => [from, to])).toEqual(wanted);
      }),
      { numRuns: 2000 },
    );
  });

  it('of a megabyte made to last are found in time: the square of its length would take an hour', () => {
    const mega = (unit: string) => unit.repeat(Math.ceil(1e6 / unit.length));
    const hostile = [
      'a',
      'a@',
      'a@b',
      'a.',
      '1',
      '1 ',
      '1-',
      '+1',
      '+123 ',
      '0',
      '138',
      'a@b.c ',
      '13812345678 ',
    ];
    for (const unit of hostile) expect(maskPersonal(mega(unit)).length).toBeGreaterThan(5e5);
    expect(normaliseText(mega(' a')).length).toBeGreaterThan(5e5);
    expect(lexiconSentiment(mega('不好'))).toBe(-1);
  });

  it('never overlap, and nothing else is changed', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const parts = findPersonal(text);
        for (const [k, part] of parts.entries())
          expect(part.from).toBeGreaterThanOrEqual(parts[k - 1]?.to ?? 0);
        if (parts.length === 0) expect(maskPersonal(text)).toBe(text);
      }),
    );
  });
});
