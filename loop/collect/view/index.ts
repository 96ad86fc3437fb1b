export { importStates, valueTypeWords } from '../files/words.ts';
