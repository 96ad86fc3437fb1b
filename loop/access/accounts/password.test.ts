import { dictionary } from '@zxcvbn-ts/language-common';
import { describe, expect, it } from 'vitest';
import { fitsPassword, hashPassword, isGoodPassword, passwordLength } from './password.ts';

const known = ['li.na@acme-shop.com', 'Acme 留存'];

/** Those of many that would be let through. */
async function good(passwords: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const password of passwords) if (await isGoodPassword(password, known)) found.push(password);
  return found;
}

describe('a password', () => {
  it('is good when it is long enough and not to be guessed, whatever it is made of', async () => {
    const passwords = [
      '床前明月光疑是地上霜',
      'just some words',
      'slow-mountain-tea',
      'x7#Kp2mQ',
      'correct horse battery staple',
      'dragon' + '83920174652',
      '我家的猫叫年糕2024',
      `${'long '.repeat(30)}and so on, until nobody knows`,
    ];
    expect(await good(passwords)).toEqual(passwords);
  });

  it.each([
    'short',
    'aaaaaaaaaaaa',
    'abababababab',
    'Password123',
    'ｐａｓｓｗｏｒｄ',
    'x'.repeat(201),
    'Password2024!',
    'P@ssw0rd2024!',
    'qwer1234',
    'qwer1234..',
    'Qwer1234!@#',
    '1q2w3e4r5t',
    'woaini1314',
    'iloveyou2023!!',
    '5201314aa',
    'abc@123456',
    '19900101',
    '2024!dragonfly',
    // who they are and where they work
    'li.na@acme-shop.com',
    'Li.Na2024',
    'lina1990!',
    'AcmeShop2026!',
    'acme@2024',
    '留存2024!!!',
    'Linger@2026',
    '留客123456',
  ])('is refused when it is %s', async (password) => {
    expect(await isGoodPassword(password, known)).toBe(false);
  });

  it('is refused when it is one of the 10,000 commonest, with years and signs added or not', async () => {
    const commonest = dictionary['passwords-common'].slice(0, 10_000) as string[];
    const long = commonest.filter((word) => word.length >= passwordLength.least);
    expect(long.length).toBeGreaterThan(1500);
    expect(await good(long)).toEqual([]);
    const dressed = commonest
      .filter((_, rank) => rank % 5 === 0)
      .flatMap((word) => [
        `${word}2024!`,
        `${word.charAt(0).toUpperCase()}${word.slice(1)}@1990`,
        `#1${word}123`,
      ]);
    const reached = dressed.filter((password) => password.length >= passwordLength.least);
    expect(await good(reached)).toEqual([]);
  }, 60_000);

  it('is judged however long and odd it is', async () => {
    for (const text of ['aB3$', '1234', 'qwe', 'p@ssw0rd', '2024!']) {
      expect(await isGoodPassword(text.repeat(200).slice(0, 200), known)).toBeTypeOf('boolean');
    }
  });

  it('fits its own hash in any Unicode form, and nothing else', async () => {
    const hashed = await hashPassword('caf\u00e9 au lait', ['a@x.cn']);
    expect(await fitsPassword('cafe\u0301 au lait', hashed)).toBe(true);
    expect(await fitsPassword('cafe au lait', hashed)).toBe(false);
    expect(await fitsPassword('nobody has this password', undefined)).toBe(false);
  });
});
