import type { Language, Random } from '#lib/core';
import { provinces } from '../data/cities.data.ts';
import { englishInitials, englishNames, givenCharacters, surnames } from '../data/person-names.data.ts';
import { type PersonType, personTypes } from '../data/person-types.data.ts';
import { chance, pick, wheel, wholeBetween } from '../draw.ts';

/** What a person is like from the start. */
export interface Traits {
  type: PersonType;
  language: Language;
  name: string;
  gender: 'female' | 'male';
  birthYear: number;
  province: string;
  city: string;
  deliveryDays: number;
  pushConsent: boolean;
  thrifty: boolean;
  /** Never says who they are, and so never buys. */
  shy: boolean;
}

const drawType = wheel(personTypes, ({ share }) => share);
const drawProvince = wheel(provinces, ({ weight }) => weight);

export function drawTraits(random: Random): Traits {
  const type = drawType(random);
  const province = drawProvince(random);
  const language: Language = chance(random, 0.15) ? 'en' : 'zh';
  return {
    type,
    language,
    name: language === 'zh' ? chineseName(random) : englishName(random),
    gender: chance(random, 0.64) ? 'female' : 'male',
    birthYear: 2006 - Math.floor(32 * random() * random()) - wholeBetween(random, 0, 6),
    province: province.name,
    city: pick(random, province.cities),
    deliveryDays: province.days,
    pushConsent: chance(random, 0.58),
    thrifty: chance(random, type.thrifty),
    shy: chance(random, 0.055),
  };
}

function chineseName(random: Random): string {
  // The earlier a surname stands, the more people bear it.
  const surname = surnames[Math.floor(surnames.length * random() * random())] ?? '王';
  const start = Math.floor(random() * (givenCharacters.length / 2)) * 2;
  const given = givenCharacters.slice(start, start + 2);
  return surname + (chance(random, 0.25) ? given.slice(0, 1) : given);
}

function englishName(random: Random): string {
  return `${pick(random, englishNames)} ${pick(random, [...englishInitials])}.`;
}
