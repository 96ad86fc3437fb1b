import { expect, it } from 'vitest';
import { backlog } from './findings.ts';

const trouble = { zh: '引擎没有响应', en: 'the engine does not answer' };

it('says that events wait, and why, and calls it ill when it lasts', () => {
  expect(backlog({ segments: 0, trouble: null, seconds: 0 }).state).toBe('well');
  expect(backlog({ segments: 40, trouble: null, seconds: 0 }).state).toBe('warning');
  expect(backlog({ segments: 1, trouble, seconds: 2 }).state).toBe('warning');
  const lasting = backlog({ segments: 3, trouble, seconds: 75 });
  expect(lasting.state).toBe('ill');
  expect(lasting.found.en).toBe(
    'the engine has taken no events for 75 s, 3 segments wait: the engine does not answer',
  );
  expect(lasting.mend?.zh).toContain('事件都安全地保存在日志中');
});
