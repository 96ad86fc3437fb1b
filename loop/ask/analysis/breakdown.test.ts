import { describe, expect, it } from 'vitest';
import { drawnGroups, type Group, groupName, groupTitle } from './breakdown.ts';

const cities = Array.from({ length: 12 }, (_, at) => ({ group: [`city ${at}`] as Group }));
const rest = { group: 'other' as const };

describe('groups', () => {
  it('are called by their values, or in words where there is none', () => {
    expect(
      [undefined, 'other', ['上海', null], ['上海']].map((group) => groupTitle(group as Group, 'zh')),
    ).toEqual(['全部', '其他', '上海 · （无值）', '上海']);
    expect(groupName(['上海', 'ios'])).toBe('上海 · ios');
  });

  it('are drawn as far as eight colours go, the rest among them', () => {
    expect(drawnGroups(cities)).toEqual(cities.slice(0, 8));
    expect(drawnGroups([...cities, rest])).toEqual([...cities.slice(0, 7), rest]);
    expect(drawnGroups(cities.slice(0, 3))).toHaveLength(3);
    expect(drawnGroups(cities, 3)).toHaveLength(2);
    expect(drawnGroups(cities, 20)).toHaveLength(1);
  });
});
