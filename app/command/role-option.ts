import { type Role, roles } from '#loop/access';
import { wrongUsage } from './faults.ts';

/** What stands for a role in the help. */
export const roleHint = { en: roles.join('|'), zh: roles.join('|') };

/** A role as written on the line. */
export function roleOf(given: string, command: string): Role {
  const role = roles.find((known) => known === given);
  if (role) return role;
  throw wrongUsage({ option: '--role', allowed: roles.join(' | '), given, command });
}
