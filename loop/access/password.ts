import { hash, verify } from '@node-rs/argon2';
import { weakPassword } from './faults.ts';

export const passwordLength = { least: 8, most: 200 } as const;

const common = new Set(
  `12345678 123456789 1234567890 password password1 passw0rd qwertyuiop qwerty123 1q2w3e4r 1qaz2wsx iloveyou
   sunshine princess football baseball welcome1 admin123 administrator letmein1 abcd1234 abc12345 a1234567 88888888
   66666666 11111111 00000000 87654321 woaini1314 5201314520 woaini520 zxcvbnm1 asdfghjkl password123 linger123`.split(
    /\s+/,
  ),
);

/** Whether a password may be chosen: length counts, composition rules do not (NIST SP 800-63B). */
export function isGoodPassword(password: string, mail: string): boolean {
  const plain = password.normalize('NFKC').toLowerCase();
  const length = [...plain].length;
  if (length < passwordLength.least || length > passwordLength.most) return false;
  if (new Set(plain).size < 3) return false;
  const address = mail.toLowerCase();
  return !common.has(plain) && plain !== address && plain !== address.split('@')[0];
}

/** The argon2id hash (19 MiB, 2 passes) of a password that may be chosen; a fault for one that may not. */
export async function hashPassword(password: string, mail: string): Promise<string> {
  if (!isGoodPassword(password, mail)) throw weakPassword(passwordLength);
  return hash(password.normalize('NFKC'));
}

let nobody: Promise<string> | undefined;

/** Whether the password fits; takes as long when there is no such account, so that time tells nothing. */
export async function fitsPassword(password: string, hashed: string | undefined): Promise<boolean> {
  nobody ??= hash('nobody has this password');
  const fits = await verify(hashed ?? (await nobody), password.normalize('NFKC'));
  return fits && hashed !== undefined;
}
