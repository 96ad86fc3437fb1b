import { choiceWords, spanWords } from '#loop/condition';
import type { Answering, Named } from '../../analysis/analysis.ts';
import { periodsOf } from '../../analysis/period.ts';
import { ofGroup, type PointTitle, periodName } from '../../analysis/point-title.ts';
import { unknownSeries } from './faults.ts';
import type { TrendPoint } from './people.ts';
import type { TrendQuestion } from './question.ts';

/** Who did what when: 11-10 做过「支付订单」的. */
export function trendPointTitle(
  { series, period, group }: TrendPoint,
  { question, naming, scope, from, to }: Answering<TrendQuestion> & Named<TrendQuestion>,
): PointTitle<TrendPoint> {
  const pattern = question.series[series];
  if (!pattern) throw unknownSeries({ given: series, last: question.series.length - 1 });
  const { zh, en } = choiceWords(pattern, naming);
  const when =
    period === undefined
      ? spanWords(question.span)
      : periodName(period, periodsOf({ from, to }, question.unit, scope), scope.now);
  const until = question.cumulative && period !== undefined ? { zh: '截至 ', en: 'up to and ' } : undefined;
  return {
    title: ofGroup(group, {
      zh: `${until?.zh ?? ''}${when.zh} 做过「${zh}」的`,
      en: `did “${en}” ${until?.en ?? ''}${when.en}`,
    }),
  };
}
