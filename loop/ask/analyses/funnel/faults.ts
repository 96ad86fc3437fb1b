import { fault } from '#lib/core';

export const tooLongSpan = fault('funnel.too-long-span', 400, {
  en: 'a funnel looks at {years} years at most; take a shorter span',
  zh: '漏斗最多查看 {years} 年的数据；请缩短时间范围',
});

export const tooManyAlike = fault('funnel.too-many-alike', 400, {
  en: 'in any order, at most {most} steps may be different filters of one event that may overlap; leave some out, or take the steps in order',
  zh: '不分先后的漏斗里，同一事件最多有 {most} 步筛选不同且可能重叠；请减少几步，或改为按顺序',
});
