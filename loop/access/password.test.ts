import { describe, expect, it } from 'vitest';
import { fitsPassword, hashPassword, isGoodPassword } from './password.ts';

describe('a password', () => {
  it('is good when it is long enough, whatever it is made of', () => {
    expect(isGoodPassword('床前明月光疑是地上霜', 'a@x.cn')).toBe(true);
    expect(isGoodPassword('just some words', 'a@x.cn')).toBe(true);
  });

  it.each([
    'short',
    'aaaaaaaaaaaa',
    'abababababab',
    'Password123',
    'ｐａｓｓｗｏｒｄ',
    'li.na@example.com',
    'x'.repeat(201),
  ])('is refused when it is %s', (password) => {
    expect(isGoodPassword(password, 'li.na@example.com')).toBe(false);
  });

  it('fits its own hash in any Unicode form, and nothing else', async () => {
    const hashed = await hashPassword('caf\u00e9 au lait', 'a@x.cn');
    expect(await fitsPassword('cafe\u0301 au lait', hashed)).toBe(true);
    expect(await fitsPassword('cafe au lait', hashed)).toBe(false);
    expect(await fitsPassword('nobody has this password', undefined)).toBe(false);
  });
});
