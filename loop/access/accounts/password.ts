import { hash, verify } from '@node-rs/argon2';
import { weakPassword } from '../faults.ts';
import { isCommonPassword } from './common-password.ts';

export const passwordLength = { least: 8, most: 200 } as const;

/** The product's own names, which whoever guesses tries first. */
const ours = ['linger', '留客', 'liuke'];

/** Whether a password may be chosen by who is known by these names: length and guesses count, composition rules do not (NIST SP 800-63B). */
export async function isGoodPassword(password: string, known: readonly string[]): Promise<boolean> {
  const plain = password.normalize('NFKC');
  const length = [...plain].length;
  if (length < passwordLength.least || length > passwordLength.most) return false;
  if (new Set(plain.toLowerCase()).size < 3) return false;
  return !(await isCommonPassword(plain, [...known, ...ours]));
}

/** Refuses a password that may not be chosen. */
export async function requireGoodPassword(password: string, known: readonly string[]): Promise<void> {
  if (!(await isGoodPassword(password, known))) throw weakPassword(passwordLength);
}

/** The argon2id hash (19 MiB, 2 passes) of a password that may be chosen; a fault for one that may not. */
export async function hashPassword(password: string, known: readonly string[]): Promise<string> {
  await requireGoodPassword(password, known);
  return hash(password.normalize('NFKC'));
}

let nobody: Promise<string> | undefined;

/** Whether the password fits; takes as long when there is no such account, so that time tells nothing. */
export async function fitsPassword(password: string, hashed: string | undefined): Promise<boolean> {
  nobody ??= hash('nobody has this password');
  const fits = await verify(hashed ?? (await nobody), password.normalize('NFKC'));
  return fits && hashed !== undefined;
}
