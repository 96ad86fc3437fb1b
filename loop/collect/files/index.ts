export { cannotRead } from './faults.ts';
export { Files, type FilesOptions, type Proposed } from './files.ts';
export {
  type ColumnRole,
  columnRoles,
  type Layout,
  type MappedColumn,
  type Mapping,
  type MomentForm,
  momentForms,
  type ValueType,
  valueTypes,
} from './mapping.ts';
export { fileMigrations } from './migrations.ts';
export { fileControls, fileOperations } from './operations.ts';
export type { StoredFile } from './shelf.ts';
