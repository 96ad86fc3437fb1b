import type { Words } from '#lib/core';
import { spanWords } from '#loop/condition';
import type { Answering, Named } from '../../analysis/analysis.ts';
import { periodsOf } from '../../analysis/period.ts';
import { ofGroup, type PointTitle, periodName } from '../../analysis/point-title.ts';
import { duration } from './headline.ts';
import type { FunnelPoint } from './people.ts';
import { type FunnelQuestion, timed } from './question.ts';
import { stepNames } from './text.ts';

type Asked = Answering<FunnelQuestion> & Named<FunnelQuestion>;

/** How far they got: 最近 30 天 到第 2 步「支付订单」的. */
export function funnelPointTitle(point: FunnelPoint, asked: Asked): PointTitle<FunnelPoint> {
  const { question, scope } = asked;
  const { group } = point;
  const period = 'step' in point ? point.period : undefined;
  const when =
    period === undefined
      ? spanWords(question.span)
      : periodName(period, periodsOf(asked, question.unit, scope), scope.now);
  const title = ({ zh, en }: Words) =>
    ofGroup(group, { zh: `${when.zh} ${zh}`, en: `${en}, entered ${when.en}` });
  const place = { ...(group !== undefined && { group }), ...(period !== undefined && { period }) };
  if (!('step' in point)) return { title: title(timeWords(point.seconds, asked)), ...timeOf(point) };
  const { step, dropped } = point;
  const reached = stepWords(dropped ? step - 1 : step, asked);
  const missed = stepWords(step, asked);
  if (dropped)
    return {
      title: title({
        zh: `到${reached.zh}、没到${missed.zh}的`,
        en: `reached ${reached.en} but not ${missed.en}`,
      }),
      of: [{ ...place, step: step - 1 }],
    };
  return {
    title: title({ zh: `到${reached.zh}的`, en: `reached ${reached.en}` }),
    ...(step > 0 && { of: [{ ...place, step: 0 }] }),
  };
}

function stepWords(step: number, { question, naming }: Asked): Words {
  const name = stepNames(question, naming)[step] ?? { zh: String(step + 1), en: String(step + 1) };
  if (question.order === 'any') return name;
  return { zh: `第 ${step + 1} 步「${name.zh}」`, en: `step ${step + 1} “${name.en}”` };
}

function timeWords(seconds: { from: number; to: number } | undefined, asked: Asked): Words {
  const { from, to } = timed(asked.question);
  const [first, last] = [stepWords(from, asked), stepWords(to, asked)];
  const walked = { zh: `从${first.zh}走到${last.zh}`, en: `went from ${first.en} to ${last.en}` };
  if (!seconds) return { zh: `${walked.zh}的`, en: walked.en };
  const took = [duration(seconds.from), duration(seconds.to)] as const;
  return {
    zh: `${walked.zh}、用时 ${took[0].zh}–${took[1].zh}的`,
    en: `${walked.en} in ${took[0].en} to ${took[1].en}`,
  };
}

function timeOf({ seconds, group }: Extract<FunnelPoint, { seconds?: unknown }>) {
  if (!seconds) return {};
  return { of: [group === undefined ? {} : { group }] };
}
