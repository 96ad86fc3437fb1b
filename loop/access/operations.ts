import type { Access } from './access.ts';
import { accountOperations } from './operations/account.ts';
import { auditOperations } from './operations/audit.ts';
import { invitationOperations } from './operations/invitation.ts';
import { keyOperations } from './operations/key.ts';
import { memberOperations } from './operations/member.ts';
import { projectOperations } from './operations/project.ts';
import { sessionOperations } from './operations/session.ts';

/** What the entry points may call of this module. */
export function accessOperations(access: Access) {
  return {
    ...accountOperations(access),
    ...projectOperations(access),
    ...memberOperations(access),
    ...invitationOperations(access),
    ...keyOperations(access),
    ...sessionOperations(access),
    ...auditOperations(access),
  };
}
