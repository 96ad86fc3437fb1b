export { Files } from './imports.ts';

export { fileControls, fileOperations } from './operations.ts';
