import { fault } from '#lib/core';

export const tooLongSpan = fault('funnel.too-long-span', 400, {
  en: 'a funnel looks at {years} years at most; take a shorter span',
  zh: '漏斗最多查看 {years} 年的数据；请缩短时间范围',
});
