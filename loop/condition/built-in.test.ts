import { expect, it } from 'vitest';
import { testScope } from '../access/testing.ts';
import { builtIn, builtInNames } from './built-in.ts';
import { eventTitle, propertyTitle } from './catalogue.ts';

const project = { id: 1, name: 'shop', timeZone: 'UTC', weekStart: 'monday' as const };
const scope = testScope(project, {}, new Date(0));
const nothing = { events: [], properties: [] };

it('are named in both languages', () => {
  expect(builtInNames).toContain('$last_seen');
  expect(propertyTitle(nothing, 'person', '$id')).toEqual({ zh: '用户 ID', en: 'User id' });
  expect(eventTitle(nothing, '*')).toEqual({ zh: '任意事件', en: 'any event' });
});

it.each(['__proto__', 'constructor', 'toString'])('are not what every object has: %s', (name) => {
  expect(builtIn('person', name)).toBeUndefined();
  expect(propertyTitle(nothing, 'event', name)).toEqual({ zh: name, en: name });
  expect(eventTitle(nothing, name)).toEqual({ zh: name, en: name });
  expect(() => scope.personProperty(name, 'label')).not.toThrow();
  expect(() => scope.eventProperty(name, 'label')).not.toThrow();
});
