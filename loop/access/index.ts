export { type Access, access } from './access.ts';
export type { Origin } from './desk.ts';
export { notLoggedIn, unknownKey } from './faults.ts';
export { mail } from './mail.ts';
export { accessMigrations } from './migrations.ts';
export { type Call, Download, type Operation, operation } from './operation.ts';
export { accessOperations } from './operations.ts';
export { passwordLength } from './password.ts';
export { type Misfit, readInput } from './read-input.ts';
export { scopeOf, type TableState } from './scope.ts';
export { Scopes } from './scopes.ts';
export { csrfOf } from './secret.ts';
export { type Session, viewerOf } from './session.ts';
export {
  may,
  type Project,
  type Right,
  type Role,
  requireRight,
  rights,
  roles,
  type Viewer,
} from './viewer.ts';
