import { createHash, createHmac, randomBytes } from 'node:crypto';

/** 256 random bits, safe in addresses, headers and files. */
export function newSecret(prefix = ''): string {
  return prefix + randomBytes(32).toString('base64url');
}

/** What is stored of a secret. A plain hash is enough: nobody guesses 256 random bits. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** The token a page must send beside its session cookie; bound to the session, never stored. */
export function csrfOf(sessionToken: string): string {
  return createHmac('sha256', sessionToken).update('linger-csrf').digest('base64url');
}
