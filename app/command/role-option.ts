import { type Role, roles } from '#loop/access';
import { wrongUsage } from './faults.ts';

/** A role as written on the line. */
export function roleOf(given: string, command: string): Role {
  const role = roles.find((known) => known === given);
  if (role) return role;
  throw wrongUsage({ reason: `--role ${given}: ${roles.join(' | ')}`, command });
}
