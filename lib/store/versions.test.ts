import { expect, it } from 'vitest';
import { Versions } from './versions.ts';

it('grows with the topics that were touched, and with everything when none is said', () => {
  const versions = new Versions();
  const before = versions.of(['a', 'b']);
  versions.touch(['c']);
  expect(versions.of(['a', 'b'])).toBe(before);
  versions.touch(['b']);
  const after = versions.of(['a', 'b']);
  expect(after).toBeGreaterThan(before);
  expect(versions.of(['a'])).toBe(before);
  versions.touch();
  expect(versions.of(['a'])).toBeGreaterThan(after);
  versions.touch([]);
  expect(versions.of(['a'])).toBe(versions.of(['b']));
});

it('takes everything for changed rather than remember topics without end', () => {
  const versions = new Versions();
  const before = versions.of(['quiet']);
  for (let i = 0; i < 100_001; i++) versions.touch([`topic ${i}`]);
  expect(versions.of(['quiet'])).toBeGreaterThan(before);
});
