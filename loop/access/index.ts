export { type Call, Download, type Operation, operation } from './operation.ts';
export { scopeOf, type TableState } from './scope.ts';
export { may, type Project, type Right, type Role, rights, roles, type Viewer } from './viewer.ts';
