export { encodingNamed } from '../imports/files/encoding-name.ts';
export { formWords } from '../imports/mapping/form-words.ts';
export { encodings, momentForms, separators } from '../imports/mapping/layout-names.ts';
export {
  gatherWords,
  importStates,
  roleWords,
  sameKeyWords,
  valueTypeWords,
} from '../imports/mapping/words.ts';
export { type Doubt, doubtWords } from '../imports/propose/doubt-words.ts';
