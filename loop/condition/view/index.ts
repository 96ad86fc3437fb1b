export { ChoiceEditor } from './choice-editor.tsx';
export { ConditionEditor } from './condition-editor.tsx';

export { FilterEditor } from './filter-editor.tsx';
export { eventOptions } from './options.ts';
export { PatternEditor } from './pattern-editor.tsx';
export { PropertyPicker } from './property-picker.tsx';
export { complete } from './shape.ts';
