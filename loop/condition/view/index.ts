export { askedEvents } from './asked-events.ts';
export { ChoiceEditor } from './choice-editor.tsx';
export { ConditionEditor } from './condition-editor.tsx';

export { AddEvent } from './event-picker.tsx';
export { FilterEditor } from './filter-editor.tsx';
export { eventOptions, segmentOptions } from './options.tsx';
export { PatternEditor } from './pattern-editor.tsx';
export { AddProperty, PropertyPicker } from './property-picker.tsx';
export { complete } from './shape.ts';
