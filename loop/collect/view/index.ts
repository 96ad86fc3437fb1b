export { type Doubt, doubtWords } from '../files/doubt-words.ts';
export { encodingNamed } from '../files/encoding-name.ts';
export { formWords } from '../files/form-words.ts';
export { encodings, momentForms, separators } from '../files/layout-names.ts';
export { gatherWords, importStates, roleWords, sameKeyWords, valueTypeWords } from '../files/words.ts';
