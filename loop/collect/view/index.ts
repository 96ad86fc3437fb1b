export { type Doubt, doubtWords } from '../files/doubt-words.ts';
export { gatherWords, importStates, roleWords, sameKeyWords, valueTypeWords } from '../files/words.ts';
