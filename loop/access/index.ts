export { type Access, access } from './access.ts';
export { email } from './accounts/email.ts';
export { csrfOf } from './accounts/secret.ts';
export { viewerOf } from './accounts/session.ts';
export type { Origin } from './context.ts';
export { notLoggedIn, onlyForAccounts } from './faults.ts';
export { accessMigrations } from './migrations.ts';
export { type Operation, operation } from './operation.ts';
export { accessControls } from './operations/project-controls.ts';
export { accessOperations } from './operations.ts';
export { memberEmails } from './project.ts';
export { readInput } from './read-input.ts';
export type { ScopeTable } from './scope/scope-table.ts';
export { Scopes, UNWRITTEN } from './scope/scopes.ts';
export { topic } from './scope/topics.ts';
export {
  type Project,
  type Role,
  requireRight,
  rights,
  roles,
  type Viewer,
} from './viewer.ts';
