export { type Access, access } from './access.ts';
export type { Origin } from './desk.ts';
export { notLoggedIn, onlyForAccounts } from './faults.ts';
export { mail } from './mail.ts';
export { accessMigrations } from './migrations.ts';
export { type Operation, operation } from './operation.ts';
export { accessControls } from './operations/project-controls.ts';
export { accessOperations } from './operations.ts';

export { memberMails } from './project.ts';
export { readInput } from './read-input.ts';
export type { ScopeTable } from './scope-table.ts';
export { Scopes, UNWRITTEN } from './scopes.ts';
export { csrfOf } from './secret.ts';
export { viewerOf } from './session.ts';
export { topic } from './topics.ts';
export {
  type Project,
  type Role,
  requireRight,
  rights,
  roles,
  type Viewer,
} from './viewer.ts';
