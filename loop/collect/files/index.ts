export { Files } from './files.ts';

export { fileControls, fileOperations } from './operations.ts';
