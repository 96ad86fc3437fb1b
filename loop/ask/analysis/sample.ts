import type { Words } from '#lib/core';
import { type Sql, sql } from '#lib/sql';

const PARTS = 1_000_000;

/** A predicate over a column `person`: the same share of people in every question, chosen by the person's hash. */
export function inSample(sample: number | undefined): Sql[] {
  if (sample === undefined) return [];
  return [sql`person % ${sql.integer(PARTS)} < ${sql.integer(Math.max(1, Math.round(sample * PARTS)))}`];
}

/** What a count among the sampled people stands for among all. */
export function scaledUp(count: number, sample: number | undefined): number {
  return sample === undefined ? count : Math.round(count / sample);
}

const estimates: Words = { zh: '人数已按比例放大，是估计值', en: 'counts are scaled up and are estimates' };

/** What is said of a sample beside an answer; nothing where there is none. `scaled` says what was scaled up. */
export function sampleSentences(sample: number | undefined, scaled = estimates): Words[] {
  if (sample === undefined) return [];
  const percent = `${Number((sample * 100).toPrecision(3))}%`;
  return [
    {
      zh: `只看了 ${percent} 的人（按用户哈希固定抽取），${scaled.zh}`,
      en: `Only ${percent} of people were looked at, always the same ones; ${scaled.en}`,
    },
  ];
}
